package org.rollcall.update;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.rollcall.error.Reason;
import org.rollcall.job.Chunk;
import org.rollcall.job.Confirmation;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderError;
import org.rollcall.job.JobFolderException;
import org.rollcall.job.JobLedger;
import org.rollcall.job.JobLedger.Page;
import org.rollcall.job.JobTrace;
import org.rollcall.job.LedgerPage;
import org.rollcall.job.Outcome;
import org.rollcall.job.PreviewedOutcome;
import org.rollcall.json.Json;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.StoredUser;

/**
 * The decisions of a job that confirms a preview: users that the preview does not describe any more
 * are skipped. See D-165.
 */
final class ConfirmedUpdate {

  private final Job job;
  private final UserUpdate asPreviewed;
  private final Map<PrimaryId, PreviewedOutcome> previewed = new LinkedHashMap<>();
  private final String page;

  /**
   * The decisions for a chunk.
   *
   * @throws JobFolderException if the chunk's previewed outcomes are damaged
   */
  ConfirmedUpdate(Job job, Confirmation confirmation, JobFolder folder, ChunkContext context) {
    int number = Chunk.sourcePage(context.chunk());
    this.job = job;
    this.asPreviewed =
        new UserUpdate(job.execution().withBasis(confirmation.previewed()), job.request(), context);
    this.page = folder.key(Page.PREVIEWED.object(number));
    LedgerPage<PreviewedOutcome> read = new JobLedger(folder).read(Page.PREVIEWED, number);
    if (read.isDamaged()) {
      throw new JobFolderException(JobFolderError.JOB_FILE_DAMAGED, page);
    }
    read.entries()
        .forEach(entry -> previewed.put(PrimaryId.of(entry.outcome().primaryId()), entry));
  }

  /**
   * The decision about a user: as the job decides it, or that the user is skipped. A user that the
   * job, or another one with the same root, has changed is not compared.
   *
   * <p>A rule about the people who confirmed the job, such as that they do not change their own
   * records, is no difference from the preview.
   *
   * @param decision the job's decision
   * @throws JobFolderException if there is no previewed outcome of the user
   */
  Decision check(PrimaryId id, StoredUser stored, Decision decision) {
    PreviewedOutcome expected = previewed.get(id);
    if (expected == null) {
      throw new JobFolderException(JobFolderError.JOB_FILE_DAMAGED, page);
    }
    Optional<JobTrace> trace = JobTrace.find(job.root(), stored.state());
    PreviewComparison comparison =
        new PreviewComparison(expected.outcome(), expected.isProcessed() || trace.isPresent());
    if (trace.filter(JobTrace::hasChange).isPresent()
        || decision.outcome().reasonCode().equals(Optional.of(Reason.LETTER_BEING_SENT))
        || comparison.isSame(stored(decision))) {
      return decision;
    }
    Outcome ofPreviewer = stored(asPreviewed.decide(stored));
    return comparison.isSame(ofPreviewer)
        ? decision
        : asPreviewed.withoutChange(stored, comparison.skipped(ofPreviewer));
  }

  /** The outcome as it is read from the ledger, where numbers have no different types. */
  private static Outcome stored(Decision decision) {
    return Json.read(Json.bytes(decision.outcome()), Outcome.class);
  }
}
