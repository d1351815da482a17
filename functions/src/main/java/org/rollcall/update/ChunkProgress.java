package org.rollcall.update;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.aws.AwsException;
import org.rollcall.error.Reason;
import org.rollcall.job.FailureLimit;
import org.rollcall.job.Job;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Result;
import org.rollcall.job.StopReason;
import org.rollcall.update.UserWrites.Write;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserModifiedException;
import org.rollcall.user.store.UserTable;
import org.rollcall.user.store.WriteRefusedException;

/**
 * Decides about the users of a chunk, one after the other, and writes them in {@link WriteLanes}. A
 * user that was modified meanwhile is read and decided again. Not thread-safe.
 */
final class ChunkProgress {

  /** How many times an item that others keep writing is written. */
  private static final int MAX_ATTEMPTS = 5;

  private final Job job;
  private final UserTable users;
  private final ChunkDecisions decisions;
  private final UserWrites writes;
  private final Limits limits;
  private final Map<PrimaryId, Outcome> outcomes = new HashMap<>();

  /**
   * What ends a chunk early.
   *
   * @param stopped why the job was stopped
   * @param end when no further user is changed
   */
  record Limits(Optional<StopReason> stopped, FailureLimit failures, Clock clock, Instant end) {

    /** Why no further user is changed; empty if users are still changed. */
    private Optional<Reason> reasonToStop() {
      if (stopped.isPresent()) {
        return stopped.map(StopReason::reason);
      }
      if (failures.isExceeded()) {
        return Optional.of(Reason.FAILURE_LIMIT);
      }
      return clock.instant().isBefore(end) ? Optional.empty() : Optional.of(Reason.NOT_REACHED);
    }
  }

  ChunkProgress(
      Job job, UserTable users, WriteLanes lanes, ChunkDecisions decisions, Limits limits) {
    this.job = job;
    this.users = users;
    this.decisions = decisions;
    this.writes = new UserWrites(users, lanes);
    this.limits = limits;
  }

  /** Adds the outcome of a user. */
  void add(PrimaryId id, Outcome outcome) {
    outcomes.put(id, outcome);
    if (outcome.result() == Result.FAILED) {
      limits.failures().addFailure();
    }
  }

  /**
   * Decides about a user, and begins the write. Waits for earlier writes while all lanes are used.
   *
   * @param stored empty if there is no such user
   * @throws AwsException if an earlier write has failed because of AWS
   */
  void process(PrimaryId id, Optional<StoredUser> stored) {
    while (writes.isFull()) {
      end(writes.take());
    }
    decide(id, stored, 0);
  }

  /**
   * Waits for all writes.
   *
   * @throws AwsException if a write has failed because of AWS
   */
  void finish() {
    while (!writes.isEmpty()) {
      end(writes.take());
    }
  }

  /**
   * Waits for all writes after an error, and adds the outcomes of those that have succeeded. The
   * other users are not reached.
   */
  void abandon() {
    while (!writes.isEmpty()) {
      Write write = writes.take();
      try {
        write.await();
        add(write.id(), write.decision().outcome());
      } catch (UserModifiedException | RuntimeException | Error e) {
        // The error that ended the chunk is reported.
      }
    }
  }

  /** The outcomes so far, in the order of the users. */
  Map<PrimaryId, Outcome> outcomes(List<PrimaryId> ids) {
    Map<PrimaryId, Outcome> ordered = new LinkedHashMap<>();
    for (PrimaryId id : ids) {
      Optional.ofNullable(outcomes.get(id)).ifPresent(outcome -> ordered.put(id, outcome));
    }
    return ordered;
  }

  /**
   * Decides about a user. A user that an earlier attempt has changed gets that outcome even if no
   * further users are changed, and its letter is due.
   *
   * @param attempt how many times the user was written before
   */
  private void decide(PrimaryId id, Optional<StoredUser> stored, int attempt) {
    Optional<Reason> stop = limits.reasonToStop().filter(reason -> !isChanged(stored));
    if (stop.isPresent()) {
      add(id, Outcome.of(id.toString(), Result.NOT_REACHED, stop.get()));
      return;
    }
    if (stored.isEmpty()) {
      add(
          id,
          Outcome.of(id.toString(), Result.NOT_FOUND, Reason.NOT_FOUND, "primary ID")
              .withUndoneLetter(decisions.letterOfDeletedUser(id)));
      return;
    }
    try {
      StoredUser read = stored.get().withRecordedReads();
      Decision decision = decisions.decide(id, read);
      if (decision.write().isEmpty()) {
        add(id, decision.outcome());
      } else if (attempt == MAX_ATTEMPTS) {
        add(id, decisions.unwritten(read, Reason.CONFLICT));
      } else {
        writes.begin(id, read, decision, attempt);
      }
    } catch (AwsException e) {
      throw e;
    } catch (RuntimeException e) {
      add(id, Outcome.internalError(id.toString(), e));
    }
  }

  /** Whether an earlier attempt of this chunk has changed the user. */
  private boolean isChanged(Optional<StoredUser> stored) {
    return stored.filter(user -> user.state().isChangedBy(job.root())).isPresent();
  }

  private void end(Write write) {
    try {
      write.await();
      add(write.id(), write.decision().outcome());
    } catch (UserModifiedException e) {
      decide(write.id(), users.find(write.id()), write.attempt() + 1);
    } catch (WriteRefusedException e) {
      add(write.id(), decisions.unwritten(write.read(), Reason.WRITE_REFUSED));
    } catch (AwsException e) {
      throw e;
    } catch (RuntimeException e) {
      add(write.id(), Outcome.internalError(write.id().toString(), e));
    }
  }
}
