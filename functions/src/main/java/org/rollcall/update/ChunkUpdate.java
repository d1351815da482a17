package org.rollcall.update;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rollcall.aws.AwsException;
import org.rollcall.aws.Bucket;
import org.rollcall.id.JobId;
import org.rollcall.job.FailureLimit;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobLedger;
import org.rollcall.job.JobLedger.Page;
import org.rollcall.job.LedgerPage;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Result;
import org.rollcall.job.StopReason;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserTable;

/**
 * Changes the users of a chunk. It decides about one after the other, and writes several at the
 * same time (D-185). An error of one user is that user's outcome. Only if AWS fails does the chunk
 * fail. Then it first writes the outcomes so far. See D-008.
 */
public final class ChunkUpdate {

  /**
   * How long a chunk starts to change further users. The function's timeout of 80 seconds must also
   * suffice for the last user, whose {@code when} may take seconds, and for the ledger. See D-156.
   */
  public static final Duration TIME_BUDGET = Duration.ofSeconds(38);

  private final Job job;
  private final UserTable users;
  private final WriteLanes lanes;
  private final Bucket bucket;
  private final JobFolder folder;
  private final JobLedger ledger;
  private final ChunkForecast forecast;
  private final Clock clock;
  private final Duration timeBudget;

  /**
   * The update of one chunk.
   *
   * @param lanes how many users are written at the same time
   * @param timeBudget how long it starts to change further users, usually {@link #TIME_BUDGET}
   */
  public ChunkUpdate(
      Job job, UserTable users, WriteLanes lanes, Bucket bucket, Clock clock, Duration timeBudget) {
    this.job = job;
    this.users = users;
    this.lanes = lanes;
    this.folder = new JobFolder(bucket, job.jobId());
    this.ledger = new JobLedger(folder);
    this.bucket = bucket;
    this.forecast = new ChunkForecast(job);
    this.clock = clock;
    this.timeBudget = timeBudget;
  }

  /**
   * The function's input.
   *
   * @param members the chunk's primary IDs
   */
  public record Request(JobId jobId, int chunk, List<String> members) {
    public Request {
      members = List.copyOf(members);
    }
  }

  /**
   * The function's result.
   *
   * @param lettersDue the number of letters that the chunk has to send
   */
  public record Updated(JobId jobId, int chunk, long lettersDue) {}

  /**
   * Changes the users and writes their outcomes into the job's folder. When the time budget is used
   * up, or the job is stopped, the remaining users are not reached. Users that an earlier attempt
   * has changed keep their outcomes. Outcomes that an earlier attempt has recorded are final. See
   * D-017.
   *
   * @throws AwsException if AWS fails
   */
  public Updated update(Request request) {
    List<PrimaryId> ids = request.members().stream().map(PrimaryId::of).toList();
    Instant end = clock.instant().plus(timeBudget);
    FailureLimit failures = new FailureLimit(job, ledger, Page.OUTCOMES, request.chunk());
    Optional<StopReason> stopped = job.request().letter().flatMap(letter -> ledger.stopReason());
    LedgerPage<Outcome> earlier = ledger.read(Page.OUTCOMES, request.chunk());
    earlier.forecast().ifPresent(forecast::addEarlier);
    Map<PrimaryId, Outcome> recorded = finalOutcomes(earlier);
    ChunkDecisions decisions = new ChunkDecisions(job, bucket, request.chunk(), forecast);
    ChunkProgress progress =
        new ChunkProgress(
            job, users, lanes, decisions, new ChunkProgress.Limits(stopped, failures, clock, end));
    Map<PrimaryId, Outcome> outcomes = new LinkedHashMap<>();
    try {
      Map<PrimaryId, StoredUser> found =
          users.find(ids.stream().filter(id -> !recorded.containsKey(id)).toList());
      Map<PrimaryId, Outcome> forgotten = forgottenOutcomes(found);
      for (PrimaryId id : ids) {
        Outcome known = Optional.ofNullable(recorded.get(id)).orElse(forgotten.get(id));
        if (known != null) {
          progress.add(id, known);
        } else {
          progress.process(id, Optional.ofNullable(found.get(id)));
        }
      }
      progress.finish();
    } finally {
      progress.abandon();
      outcomes.putAll(progress.outcomes(ids));
      // If another invocation has recorded outcomes meanwhile, they are merged.
      ledger.update(
          Page.OUTCOMES,
          request.chunk(),
          earlier,
          present -> {
            finalOutcomes(present)
                .forEach((id, other) -> outcomes.merge(id, other, this::finalOutcome));
            return outcomes.values();
          },
          failures.puts(),
          job.isPreview() ? Optional.of(forecast.usage(decisions.requests())) : Optional.empty());
      failures.publish();
    }
    return new Updated(request.jobId(), request.chunk(), lettersToSend(outcomes.values()));
  }

  /**
   * What other jobs with the same root did to users whose items have forgotten it since this job
   * started. {@code PrepareJob} has looked up what was forgotten before. See D-018.
   */
  private Map<PrimaryId, Outcome> forgottenOutcomes(Map<PrimaryId, StoredUser> found) {
    Set<PrimaryId> forgotten = new HashSet<>();
    found.forEach(
        (id, user) -> {
          if (user.state().isProcessedSince(job.execution().started())
              && user.state().hasForgotten(job.root(), job.request().letter().isPresent())) {
            forgotten.add(id);
          }
        });
    return new RootLedgers(job.reference(), job.root(), bucket).read(forgotten);
  }

  /** The number of letters that the next state sends. A preview sends none. */
  private long lettersToSend(Collection<Outcome> outcomes) {
    return job.isPreview()
        ? 0
        : outcomes.stream()
            .filter(outcome -> outcome.letter().equals(Optional.of(LetterProgress.State.DUE)))
            .count();
  }

  /**
   * The outcome to keep: ours if we changed the user and the recorded one does not say what was
   * changed, otherwise the one that was recorded first. A preview changes no user.
   */
  private Outcome finalOutcome(Outcome ours, Outcome recorded) {
    boolean isChange = ours.result() == Result.UPDATED && !job.isPreview();
    return isChange && recorded.changes().isEmpty() ? ours : recorded;
  }

  /** The final outcomes that earlier or parallel attempts of this chunk have recorded. */
  private static Map<PrimaryId, Outcome> finalOutcomes(LedgerPage<Outcome> page) {
    Map<PrimaryId, Outcome> recorded = new LinkedHashMap<>();
    page.entries().stream()
        .filter(outcome -> outcome.result() != Result.NOT_REACHED)
        .forEach(outcome -> recorded.put(PrimaryId.of(outcome.primaryId()), outcome));
    return recorded;
  }
}
