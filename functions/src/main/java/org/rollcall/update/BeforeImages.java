package org.rollcall.update;

import java.util.HashMap;
import java.util.Map;
import org.rollcall.job.BeforeImage;
import org.rollcall.job.Chunk;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderError;
import org.rollcall.job.JobFolderException;
import org.rollcall.job.JobLedger;
import org.rollcall.job.JobLedger.Page;
import org.rollcall.job.LedgerPage;
import org.rollcall.user.PrimaryId;

/** In an undo: what the undone job did to members. */
@FunctionalInterface
public interface BeforeImages {

  /** For a job that is no undo. */
  BeforeImages NONE =
      id -> {
        throw new IllegalStateException("the job is no undo");
      };

  /**
   * What the undone job did to a member.
   *
   * @throws JobFolderException if the job's folder does not say it
   */
  BeforeImage of(PrimaryId id);

  /**
   * Reads those of a chunk.
   *
   * @throws JobFolderException if the page is damaged
   */
  static BeforeImages ofChunk(JobFolder folder, int chunk) {
    return ofPage(folder, Chunk.sourcePage(chunk));
  }

  private static BeforeImages ofPage(JobFolder folder, int number) {
    LedgerPage<BeforeImage> page = new JobLedger(folder).read(Page.BEFORE_IMAGES, number);
    JobFolderException damaged =
        new JobFolderException(
            JobFolderError.JOB_FILE_DAMAGED, folder.key(Page.BEFORE_IMAGES.object(number)));
    if (page.isDamaged()) {
      throw damaged;
    }
    Map<PrimaryId, BeforeImage> images = new HashMap<>();
    page.entries().forEach(image -> images.put(PrimaryId.of(image.primaryId()), image));
    return id -> {
      BeforeImage image = images.get(id);
      if (image == null) {
        throw damaged;
      }
      return image;
    };
  }

  /** Those of a job, read when they are needed; {@link #NONE} if the job is no undo. */
  static BeforeImages ofJob(Job job, JobFolder folder) {
    if (job.execution().undo().isEmpty()) {
      return NONE;
    }
    Map<PrimaryId, Integer> pageOf = new HashMap<>();
    for (Chunk chunk : folder.readChunks()) {
      int page = Chunk.sourcePage(chunk.chunk());
      chunk.members().forEach(member -> pageOf.put(PrimaryId.of(member), page));
    }
    Map<Integer, BeforeImages> pages = new HashMap<>();
    return id ->
        pages.computeIfAbsent(pageOf.getOrDefault(id, 0), page -> ofPage(folder, page)).of(id);
  }
}
