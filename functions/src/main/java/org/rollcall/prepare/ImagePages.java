package org.rollcall.prepare;

import java.util.ArrayList;
import java.util.List;
import org.rollcall.job.BeforeImage;
import org.rollcall.job.Chunk;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderError;
import org.rollcall.job.JobFolderException;
import org.rollcall.job.JobLedger;
import org.rollcall.job.JobLedger.Page;
import org.rollcall.user.PrimaryId;

/**
 * Writes what an undone job did to members into the folder of an undo: one page for each chunk.
 * Members that the undo holds back get pages of their own, after those of the chunks. Only one page
 * of each is in memory. See D-173.
 */
final class ImagePages {

  private final JobLedger ledger;
  private final List<Chunk> chunks;
  private final int offset;
  private final List<BeforeImage> page = new ArrayList<>();
  private int chunk;

  private ImagePages(JobLedger ledger, List<Chunk> chunks, int offset) {
    this.ledger = ledger;
    this.chunks = chunks;
    this.offset = offset;
  }

  /**
   * Writes the pages.
   *
   * @param source the members in the order of the chunks and of {@code heldBack}
   * @throws JobFolderException if the source does not have a member
   */
  static void write(
      ImageSource source, JobFolder folder, List<Chunk> chunks, List<PrimaryId> heldBack) {
    JobLedger ledger = new JobLedger(folder);
    ImagePages processed = new ImagePages(ledger, chunks, 0);
    ImagePages others = new ImagePages(ledger, Chunk.divide(heldBack), chunks.size());
    source.forEach(
        image -> {
          if (!processed.add(image)) {
            others.add(image);
          }
        });
    if (!processed.isComplete() || !others.isComplete()) {
      throw new JobFolderException(
          JobFolderError.JOB_FILE_MISSING, folder.key(Page.BEFORE_IMAGES.folder()));
    }
  }

  /** Adds a member, if it is the next one. */
  private boolean add(BeforeImage image) {
    if (isComplete()) {
      return false;
    }
    List<String> members = chunks.get(chunk).members();
    PrimaryId next = PrimaryId.of(members.get(page.size()));
    if (!next.equals(PrimaryId.of(image.primaryId()))) {
      return false;
    }
    page.add(image);
    if (page.size() == members.size()) {
      ledger.write(Page.BEFORE_IMAGES, offset + chunks.get(chunk).chunk(), page, 0);
      page.clear();
      chunk++;
    }
    return true;
  }

  private boolean isComplete() {
    return chunk == chunks.size();
  }
}
