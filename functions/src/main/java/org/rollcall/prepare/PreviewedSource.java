package org.rollcall.prepare;

import java.util.ArrayList;
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
   */
  record Sealed(PreviewContent content, String sha256) {}

  static PreviewedSource ofPreview(PreviewContent content, String sha256) {
    return new PreviewedSource(content.folder(), Optional.of(new Sealed(content, sha256)));
  }

  static PreviewedSource ofEarlierJob(JobFolder folder) {
    return new PreviewedSource(folder, Optional.empty());
  }

  /**
   * Writes one page for each chunk of a job. Members that the job holds back get pages of their
   * own, after those of the chunks. One page is read at a time: both are in the order of the other
   * job. Of a preview, what is written is compared with the seal, because somebody may have
   * modified its folder meanwhile.
   *
   * @param chunks the chunks of the job
   * @throws JobRejectedException if the preview was modified
   * @throws JobFolderException if the outcome of a member is missing, or a page is damaged
   */
  void copyTo(JobFolder target, List<Chunk> chunks, List<PrimaryId> heldBackMembers) {
    Copy processed = new Copy(new JobLedger(target), chunks, 1);
    Copy heldBack =
        new Copy(new JobLedger(target), Chunk.divide(heldBackMembers), 1 + chunks.size());
    Consumer<PreviewedOutcome> copy =
        entry -> {
          if (!processed.add(entry)) {
            heldBack.add(entry);
          }
        };
    preview.ifPresentOrElse(source -> passPreview(source, target, copy), () -> passEarlier(copy));
    if (!processed.isComplete() || !heldBack.isComplete()) {
      throw new JobFolderException(
          JobFolderError.JOB_FILE_MISSING, folder.key(Page.PREVIEWED.folder()));
    }
  }

  private void passPreview(Sealed source, JobFolder target, Consumer<PreviewedOutcome> copy) {
    String digest =
        source
            .content()
            .forEachOutcome(outcome -> copy.accept(new PreviewedOutcome(outcome, false)));
    if (!digest.equals(source.sha256())) {
      throw new JobRejectedException(
          List.of(Fault.of(JobKind.CONFIRM.key(), JobError.PREVIEW_MODIFIED)));
    }
    folder
        .read(JobFolder.FORECAST)
        .ifPresent(forecast -> target.write(JobFolder.FORECAST, forecast, JobFolder.JSON));
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
      ledger.read(Page.OUTCOMES, page).entries().stream()
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

  /** Writes the previewed outcomes of members, with one page for each chunk. */
  private static final class Copy {

    private final JobLedger ledger;
    private final List<Chunk> chunks;
    private final int firstPage;
    private final List<PreviewedOutcome> entries = new ArrayList<>();
    private int written;

    Copy(JobLedger ledger, List<Chunk> chunks, int firstPage) {
      this.ledger = ledger;
      this.chunks = chunks;
      this.firstPage = firstPage;
    }

    /** Adds an entry if it is that of the next member. */
    boolean add(PreviewedOutcome entry) {
      if (isComplete() || !next().equals(PrimaryId.of(entry.outcome().primaryId()))) {
        return false;
      }
      entries.add(entry);
      if (entries.size() == chunks.get(written).members().size()) {
        ledger.write(Page.PREVIEWED, firstPage + written, entries, 0);
        entries.clear();
        written++;
      }
      return true;
    }

    private PrimaryId next() {
      return PrimaryId.of(chunks.get(written).members().get(entries.size()));
    }

    boolean isComplete() {
      return written == chunks.size();
    }
  }
}
