package org.rollcall.update;

import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.error.Reason;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.Outcome;
import org.rollcall.job.RecordedChanges;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.store.StoredUser;

/** The decisions about the users of one chunk. */
final class ChunkDecisions {

  private final Job job;
  private final ChunkForecast forecast;
  private final RecordedChanges recorded;
  private final BeforeImages images;
  private final UserUpdate update;
  private final Optional<ConfirmedUpdate> confirmed;

  /**
   * @param forecast gets the decisions of a preview
   */
  ChunkDecisions(Job job, Bucket bucket, int chunk, ChunkForecast forecast) {
    this.job = job;
    this.forecast = forecast;
    this.recorded = new RecordedChanges(bucket);
    JobFolder folder = new JobFolder(bucket, job.jobId());
    images =
        job.execution().undo().isPresent()
            ? BeforeImages.ofChunk(folder, chunk)
            : BeforeImages.NONE;
    ChunkContext context = new ChunkContext(chunk, recorded::contain, images);
    update = new UserUpdate(job.execution(), job.request(), context);
    confirmed =
        job.execution()
            .confirmation()
            .map(found -> new ConfirmedUpdate(job, found, folder, context));
  }

  /** The requests for pages of other jobs, and of the undone one. */
  int requests() {
    return recorded.requests() + (job.execution().undo().isPresent() ? 1 : 0);
  }

  /** In an undo: the state of the undone job's letter to a user that was deleted. */
  Optional<LetterProgress.State> letterOfDeletedUser(PrimaryId id) {
    return job.execution().undo().flatMap(undo -> images.of(id).letterOfDeletedUser());
  }

  Outcome unwritten(StoredUser stored, Reason reason) {
    return update.unwritten(stored, Outcome.failed(stored.state().primaryId(), reason)).outcome();
  }

  Decision decide(PrimaryId id, StoredUser stored) {
    Decision decision = update.decide(stored);
    if (job.isPreview()) {
      forecast.add(stored, decision);
      return decision.asPreview();
    }
    return confirmed
        .map(confirmedUpdate -> confirmedUpdate.check(id, stored, decision))
        .or(() -> job.test().map(decision::asTrial))
        .orElse(decision);
  }
}
