package org.rollcall.prepare;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.rollcall.error.Fault;
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
import org.rollcall.json.JsonBuffer;
import org.rollcall.preview.PreviewContent;
import org.rollcall.user.PrimaryId;

/**
 * Where the previewed outcomes of a job's members are. They are copied into the job's own folder,
 * which does not depend on the other one then. See D-165.
 *
 * @param folder the folder of the preview, or of an earlier job that confirmed it
 * @param preview the preview if it is its folder
 */
record PreviewedSource(JobFolder folder, Optional<Sealed> preview) {

  private static final Set<Result> PROCESSED = Set.of(Result.UPDATED, Result.UNCHANGED);

  /**
   * A preview with its seal.
   *
   * @param sha256 the digest in the seal
   * @param verified the outcomes, which have this digest
   */
  record Sealed(PreviewContent content, String sha256, JsonBuffer<Outcome> verified) {}

  static PreviewedSource ofPreview(Sealed preview) {
    return new PreviewedSource(preview.content().folder(), Optional.of(preview));
  }

  static PreviewedSource ofEarlierJob(JobFolder folder) {
    return new PreviewedSource(folder, Optional.empty());
  }

  /**
   * Writes the outcomes into a job's folder. What a large preview has shown is read again, and
   * compared with the seal again, because somebody may have modified its folder meanwhile.
   *
   * @param chunks the chunks of the job
   * @param heldBack the members that the job holds back, in chunks
   * @throws JobRejectedException if the preview was modified
   * @throws JobFolderException if the outcome of a member is missing, or a page is damaged
   */
  void copyTo(JobFolder target, List<Chunk> chunks, List<Chunk> heldBack) {
    SourcePages<PreviewedOutcome> pages =
        new SourcePages<>(
            Page.PREVIEWED, entry -> entry.outcome().primaryId(), target, chunks, heldBack);
    preview.ifPresentOrElse(
        source -> passPreview(source, target, pages::add), () -> passEarlier(pages::add));
    pages.requireComplete(folder);
  }

  private void passPreview(Sealed source, JobFolder target, Consumer<PreviewedOutcome> copy) {
    Consumer<Outcome> unprocessed = outcome -> copy.accept(new PreviewedOutcome(outcome, false));
    source
        .verified()
        .values()
        .ifPresentOrElse(
            outcomes -> outcomes.forEach(unprocessed), () -> verify(source, unprocessed));
    folder
        .read(JobFolder.FORECAST)
        .ifPresent(forecast -> target.write(JobFolder.FORECAST, forecast, JobFolder.JSON));
  }

  private static void verify(Sealed source, Consumer<Outcome> consumer) {
    if (!source.content().forEachOutcome(consumer).equals(source.sha256())) {
      throw new JobRejectedException(
          List.of(Fault.of(JobKind.CONFIRM.key(), JobError.PREVIEW_MODIFIED)));
    }
  }

  /** Passes the previewed outcomes that an earlier job has copied, in its order. */
  private void passEarlier(Consumer<PreviewedOutcome> copy) {
    JobLedger ledger = new JobLedger(folder);
    // The set's query failed for them in the preview. A retry may find that they are members.
    read(ledger, Page.OUTCOMES, 0).stream()
        .filter(outcome -> outcome.result() == Result.FAILED)
        .forEach(outcome -> copy.accept(new PreviewedOutcome(outcome, false)));
    for (int page : new TreeSet<>(ledger.pages(Page.PREVIEWED))) {
      Set<PrimaryId> processed = new HashSet<>();
      Chunk.chunksOfSourcePage(page)
          .mapToObj(chunk -> ledger.read(Page.OUTCOMES, chunk).entries())
          .flatMap(List::stream)
          .filter(outcome -> PROCESSED.contains(outcome.result()))
          .forEach(outcome -> processed.add(PrimaryId.of(outcome.primaryId())));
      for (PreviewedOutcome entry : read(ledger, Page.PREVIEWED, page)) {
        Outcome outcome = entry.outcome();
        boolean isProcessed =
            entry.isProcessed() || processed.contains(PrimaryId.of(outcome.primaryId()));
        copy.accept(new PreviewedOutcome(outcome, isProcessed));
      }
    }
  }

  private <T> Collection<T> read(JobLedger ledger, Page<T> kind, int page) {
    LedgerPage<T> read = ledger.read(kind, page);
    if (read.isDamaged()) {
      throw new JobFolderException(JobFolderError.JOB_FILE_DAMAGED, folder.key(kind.object(page)));
    }
    return read.entries();
  }
}
