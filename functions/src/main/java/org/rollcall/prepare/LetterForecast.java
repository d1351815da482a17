package org.rollcall.prepare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.job.JobExecution;
import org.rollcall.job.JobRequest;
import org.rollcall.update.BeforeImages;
import org.rollcall.update.UserUpdate;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserTable;

/** Finds the members that a job will send a letter to. */
final class LetterForecast {

  /** The number of users that one DynamoDB call reads (DynamoDB's maximum). */
  private static final int BATCH_SIZE = 100;

  private final UserUpdate update;
  private final UserTable users;
  private final long deadlineNanos;
  private boolean isIncomplete;

  /**
   * @param timeout the maximum duration of the forecast, from now
   */
  LetterForecast(JobExecution execution, JobRequest request, UserTable users, Duration timeout) {
    this.update = new UserUpdate(execution, request, BeforeImages.NONE);
    this.users = users;
    this.deadlineNanos = System.nanoTime() + timeout.toNanos();
  }

  /** The first members that will get a letter, in the members' order, at most {@code maxCount}. */
  List<PrimaryId> lettersDue(List<PrimaryId> members, int maxCount) {
    List<PrimaryId> due = new ArrayList<>();
    for (int start = 0; start < members.size() && due.size() < maxCount; start += BATCH_SIZE) {
      if (System.nanoTime() - deadlineNanos >= 0) {
        isIncomplete = true;
        return due;
      }
      List<PrimaryId> batch = members.subList(start, Math.min(start + BATCH_SIZE, members.size()));
      Map<PrimaryId, StoredUser> found = users.find(batch);
      batch.stream()
          .filter(id -> Optional.ofNullable(found.get(id)).filter(this::isLetterDue).isPresent())
          .limit(maxCount - due.size())
          .forEach(due::add);
    }
    return due;
  }

  /** Whether the timeout ended the forecast before it had checked all members. */
  boolean isIncomplete() {
    return isIncomplete;
  }

  private boolean isLetterDue(StoredUser user) {
    return update.decide(user).outcome().letter().equals(Optional.of(LetterProgress.State.DUE));
  }
}
