package org.rollcall.prepare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.rollcall.job.Chunk;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderError;
import org.rollcall.job.JobFolderException;
import org.rollcall.job.JobLedger;
import org.rollcall.job.JobLedger.Page;
import org.rollcall.job.LedgerPage;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Result;
import org.rollcall.job.PreviewedOutcome;
import org.rollcall.user.PrimaryId;

/**
 * Where the previewed outcomes of a job's members are. They are copied into the job's own folder,
 * which does not depend on the other one then. See D-165.
 *
 * @param folder the folder of the preview, or of an earlier job that confirmed it
 * @param isPreview whether it is the folder of the preview
 */
record PreviewedSource(JobFolder folder, boolean isPreview) {

  private static final Set<Result> PROCESSED = Set.of(Result.UPDATED, Result.UNCHANGED);

  /**
   * Writes one page for each chunk of a job. Members that the job holds back get pages of their
   * own, after those of the chunks. One page is read at a time: the job's members are in the order
   * of the other job.
   *
   * @throws JobFolderException if the outcome of a member is missing, or a page is damaged
   */
  void copyTo(JobFolder target, List<PrimaryId> heldBack) {
    if (isPreview) {
      folder
          .read(JobFolder.FORECAST)
          .ifPresent(forecast -> target.write(JobFolder.FORECAST, forecast, JobFolder.JSON));
    }
    JobLedger ledger = new JobLedger(target);
    Outcomes outcomes = new Outcomes();
    List<Chunk> chunks = target.readChunks();
    chunks.forEach(chunk -> ledger.write(Page.PREVIEWED, chunk.chunk(), outcomes.of(chunk), 0));
    Outcomes others = new Outcomes();
    Chunk.divide(heldBack)
        .forEach(
            chunk ->
                ledger.write(Page.PREVIEWED, chunks.size() + chunk.chunk(), others.of(chunk), 0));
  }

  /** Reads the previewed outcomes of members in the order of the source. */
  private final class Outcomes {

    private final JobLedger ledger = new JobLedger(folder);
    private final Map<PrimaryId, PreviewedOutcome> withoutChunk = new HashMap<>();
    private final Map<PrimaryId, PreviewedOutcome> page = new HashMap<>();
    private final Iterator<Integer> chunks;

    Outcomes() {
      Set<Integer> pages = new TreeSet<>(ledger.pages(isPreview ? Page.OUTCOMES : Page.PREVIEWED));
      pages.remove(0);
      chunks = pages.iterator();
      put(entries(Page.OUTCOMES, 0), withoutChunk);
    }

    List<PreviewedOutcome> of(Chunk chunk) {
      List<PreviewedOutcome> found = new ArrayList<>();
      for (String member : chunk.members()) {
        found.add(of(PrimaryId.of(member)));
      }
      return found;
    }

    private PreviewedOutcome of(PrimaryId id) {
      PreviewedOutcome known = withoutChunk.getOrDefault(id, page.get(id));
      while (known == null) {
        if (!chunks.hasNext()) {
          throw new JobFolderException(
              JobFolderError.JOB_FILE_MISSING,
              folder.key(isPreview ? Page.OUTCOMES.folder() : Page.PREVIEWED.folder()));
        }
        read(chunks.next());
        known = page.get(id);
      }
      return known;
    }

    private void read(int chunk) {
      page.clear();
      if (isPreview) {
        put(entries(Page.OUTCOMES, chunk), page);
        return;
      }
      Set<PrimaryId> processed = new HashSet<>();
      ledger.read(Page.OUTCOMES, chunk).entries().stream()
          .filter(outcome -> PROCESSED.contains(outcome.result()))
          .forEach(outcome -> processed.add(PrimaryId.of(outcome.primaryId())));
      for (PreviewedOutcome entry : entries(Page.PREVIEWED, chunk)) {
        PrimaryId id = PrimaryId.of(entry.outcome().primaryId());
        page.put(
            id,
            new PreviewedOutcome(entry.outcome(), entry.isProcessed() || processed.contains(id)));
      }
    }

    private void put(Collection<Outcome> entries, Map<PrimaryId, PreviewedOutcome> map) {
      entries.forEach(
          outcome ->
              map.put(PrimaryId.of(outcome.primaryId()), new PreviewedOutcome(outcome, false)));
    }

    private <T> List<T> entries(Page<T> kind, int chunk) {
      LedgerPage<T> read = ledger.read(kind, chunk);
      if (read.isDamaged()) {
        throw new JobFolderException(
            JobFolderError.JOB_FILE_DAMAGED, folder.key(kind.object(chunk)));
      }
      return read.entries();
    }
  }
}
