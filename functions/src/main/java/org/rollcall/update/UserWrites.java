package org.rollcall.update;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserModifiedException;
import org.rollcall.user.store.UserTable;

/**
 * The writes of a chunk that are in flight. Their results are taken in the order in which they
 * began. Not thread-safe: only the writes themselves run in the {@link WriteLanes}.
 */
final class UserWrites {

  private final UserTable users;
  private final WriteLanes lanes;
  private final Deque<Write> inFlight = new ArrayDeque<>();

  UserWrites(UserTable users, WriteLanes lanes) {
    this.users = users;
    this.lanes = lanes;
  }

  /**
   * A write that has begun.
   *
   * @param read the user on which the decision was made
   * @param attempt how many times the user was written before
   */
  record Write(
      PrimaryId id, StoredUser read, Decision decision, int attempt, FutureTask<StoredUser> task) {

    /** Waits for the result. A failure of {@link UserTable#replace} is thrown here. */
    void await() throws UserModifiedException {
      boolean isInterrupted = false;
      while (true) {
        try {
          task.get();
          break;
        } catch (InterruptedException e) {
          // The write cannot be taken back, and its outcome must be recorded.
          isInterrupted = true;
        } catch (ExecutionException e) {
          throw failure(e);
        }
      }
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }

    private static RuntimeException failure(ExecutionException e) throws UserModifiedException {
      if (e.getCause() instanceof UserModifiedException modified) {
        throw modified;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      return e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e);
    }
  }

  /** Whether a write must end before another one begins. */
  boolean isFull() {
    return inFlight.size() >= lanes.count();
  }

  boolean isEmpty() {
    return inFlight.isEmpty();
  }

  /** Begins the write of a decision. */
  void begin(PrimaryId id, StoredUser read, Decision decision, int attempt) {
    StoredUser user = decision.write().orElseThrow();
    FutureTask<StoredUser> task = new FutureTask<>(() -> users.replace(read, user));
    inFlight.add(new Write(id, read, decision, attempt, task));
    lanes.executor().execute(task);
  }

  /** The first write that has begun. It is not in flight any more for {@link #isFull}. */
  Write take() {
    return inFlight.remove();
  }
}
