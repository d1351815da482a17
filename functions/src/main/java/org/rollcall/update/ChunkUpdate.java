package org.rollcall.update;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.Usage;
import org.rollcall.error.Reason;
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
import org.rollcall.user.store.UserModifiedException;
import org.rollcall.user.store.UserStoreException;
import org.rollcall.user.store.UserTable;
import org.rollcall.user.store.WriteRefusedException;

/**
 * Changes the users of a chunk, one by one. What is wrong with one of them is that user's outcome;
 * only where AWS fails does the chunk fail, and then what was done so far is still on record.
 */
public final class ChunkUpdate {

  /**
   * How long a chunk goes on with further users: the function's time of two minutes has to do for
   * the one it is at, whose {@code when} may take seconds, and for the ledger.
   */
  public static final Duration PATIENCE = Duration.ofSeconds(75);

  /** How often a user whom others keep writing is read again. */
  private static final int TRIES = 5;

  private final Job job;
  private final UserTable users;
  private final JobLedger ledger;
  private final UserUpdate update;
  private final Clock clock;
  private final Duration patience;
  private final Usage work;

  /**
   * The change of one chunk.
   *
   * @param patience how long it may go on with further users, usually {@link #PATIENCE}
   */
  public ChunkUpdate(
      Job job, UserTable users, Bucket bucket, Clock clock, Duration patience, Usage work) {
    this.job = requireNonNull(job, "job is null");
    this.users = requireNonNull(users, "users is null");
    this.ledger = new JobLedger(new JobFolder(bucket, job.jobId()));
    this.update = new UserUpdate(job.execution(), job.request());
    this.clock = requireNonNull(clock, "clock is null");
    this.patience = requireNonNull(patience, "patience is null");
    this.work = requireNonNull(work, "work is null");
  }

  /**
   * What is asked.
   *
   * @param members the chunk's primary ids
   */
  public record Request(JobId jobId, int chunk, List<String> members) {
    public Request {
      requireNonNull(jobId, "jobId is null");
      members = List.copyOf(members);
    }
  }

  /**
   * What the state machine goes on with.
   *
   * @param lettersDue how many letters the chunk owes
   */
  public record Updated(JobId jobId, int chunk, long lettersDue) {}

  /**
   * Changes the users and writes their outcomes into the job's folder. Those for whom there is no
   * time left are not reached, nor is anybody once the job is stopped for the sake of its letters;
   * but for those whom an earlier try has changed. Whom an earlier try has accounted for stays so,
   * however late this one comes.
   *
   * @throws UserStoreException if AWS fails
   */
  public Updated update(Request request) {
    List<PrimaryId> ids = request.members().stream().map(PrimaryId::of).toList();
    Instant end = clock.instant().plus(patience);
    Map<PrimaryId, Outcome> outcomes = new LinkedHashMap<>();
    FailureLimit failures = new FailureLimit(job, ledger, Page.OUTCOMES, request.chunk());
    Optional<StopReason> stopped = job.request().letter().flatMap(letter -> ledger.stopReason());
    Map<PrimaryId, Outcome> earlier = accountedFor(request.chunk());
    try {
      Map<PrimaryId, StoredUser> found =
          users.find(ids.stream().filter(id -> !earlier.containsKey(id)).toList());
      for (PrimaryId id : ids) {
        Outcome outcome = earlier.get(id);
        if (outcome == null) {
          outcome =
              outcome(id, Optional.ofNullable(found.get(id)), whyStop(stopped, failures, end));
        }
        outcomes.put(id, outcome);
        if (outcome.result() == Result.FAILED) {
          failures.addFailure();
        }
      }
    } finally {
      // Another invocation may have come further meanwhile.
      accountedFor(request.chunk())
          .forEach((id, theirs) -> outcomes.merge(id, theirs, ChunkUpdate::firmer));
      ledger.writeOutcomes(
          request.chunk(),
          new LedgerPage<>(
              List.copyOf(outcomes.values()), work.totalWithPuts(1 + failures.puts())));
      failures.publish();
    }
    long due =
        outcomes.values().stream()
            .filter(outcome -> outcome.letter().equals(Optional.of(LetterProgress.State.DUE)))
            .count();
    return new Updated(request.jobId(), request.chunk(), due);
  }

  /** Which of two accounts stands: what was changed is changed, and the other's was there first. */
  private static Outcome firmer(Outcome ours, Outcome theirs) {
    return ours.result() == Result.UPDATED ? ours : theirs;
  }

  /** What other tries of this chunk have settled. */
  private Map<PrimaryId, Outcome> accountedFor(int chunk) {
    Map<PrimaryId, Outcome> settled = new LinkedHashMap<>();
    ledger.readOutcomes(chunk).stream()
        .flatMap(page -> page.entries().stream())
        .filter(outcome -> outcome.result() != Result.NOT_REACHED)
        .forEach(outcome -> settled.put(PrimaryId.of(outcome.primaryId()), outcome));
    return settled;
  }

  /**
   * What becomes of a user.
   *
   * @param stop why no further user is to be changed, if none is; one whom an earlier try has
   *     changed is done all the same, and the letter is due
   */
  private Outcome outcome(PrimaryId id, Optional<StoredUser> stored, Optional<Reason> stop) {
    return stop.filter(reason -> !isDone(stored))
        .map(reason -> Outcome.of(id.toString(), Result.NOT_REACHED, reason))
        .orElseGet(() -> outcome(id, stored));
  }

  /** Whether an earlier try of this chunk has changed the user: then the letter is due as well. */
  private boolean isDone(Optional<StoredUser> stored) {
    return stored.filter(user -> user.state().isChangedBy(job.root())).isPresent();
  }

  /** Why no further user is to be changed, if none is. */
  private Optional<Reason> whyStop(
      Optional<StopReason> stopped, FailureLimit failures, Instant end) {
    if (stopped.isPresent()) {
      return stopped.map(StopReason::reason);
    }
    if (failures.isExceeded()) {
      return Optional.of(Reason.FAILURE_LIMIT);
    }
    return clock.instant().isBefore(end) ? Optional.empty() : Optional.of(Reason.NOT_REACHED);
  }

  private Outcome outcome(PrimaryId id, Optional<StoredUser> stored) {
    try {
      return change(id, stored);
    } catch (WriteRefusedException e) {
      return Outcome.failed(id.toString(), Reason.WRITE_REFUSED);
    } catch (UserStoreException e) {
      throw e;
    } catch (RuntimeException e) {
      return Outcome.internalError(id.toString(), e);
    }
  }

  private UserUpdate.Decision decide(StoredUser stored) {
    UserUpdate.Decision decision = update.decide(stored);
    return job.test().map(decision::asTrial).orElse(decision);
  }

  private Outcome change(PrimaryId id, Optional<StoredUser> first) {
    Optional<StoredUser> stored = first;
    for (int tries = 0; stored.isPresent(); tries++) {
      UserUpdate.Decision decision = decide(stored.get());
      if (decision.write().isEmpty()) {
        return decision.outcome();
      }
      if (tries == TRIES) {
        return Outcome.failed(id.toString(), Reason.CONFLICT);
      }
      try {
        users.replace(stored.get(), decision.write().get());
        return decision.outcome();
      } catch (UserModifiedException e) {
        stored = users.find(id);
      }
    }
    return Outcome.of(id.toString(), Result.NOT_FOUND, Reason.NOT_FOUND, "primary ID");
  }
}
