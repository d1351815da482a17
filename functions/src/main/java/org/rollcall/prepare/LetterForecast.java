package org.rollcall.prepare;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.job.Job;
import org.rollcall.update.UserUpdate;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserTable;

/** What a job would do, found out without doing it. */
final class LetterForecast {

  /** How many users are read at once: DynamoDB's bound. */
  private static final int BATCH = 100;

  private final UserUpdate update;
  private final UserTable users;
  private final long end;
  private boolean isCutShort;

  /**
   * The forecast of a job.
   *
   * @param patience how long it may take, from now
   */
  LetterForecast(Job job, UserTable users, Duration patience) {
    this.update = new UserUpdate(job);
    this.users = requireNonNull(users, "users is null");
    this.end = System.nanoTime() + patience.toNanos();
  }

  /**
   * The first members who would get a letter, in the members' order.
   *
   * @param most how many are enough
   */
  List<PrimaryId> lettersDue(List<PrimaryId> members, int most) {
    List<PrimaryId> due = new ArrayList<>();
    for (int start = 0; start < members.size() && due.size() < most; start += BATCH) {
      if (System.nanoTime() - end >= 0) {
        isCutShort = true;
        return due;
      }
      List<PrimaryId> batch = members.subList(start, Math.min(start + BATCH, members.size()));
      Map<PrimaryId, StoredUser> found = users.find(batch);
      batch.stream()
          .filter(id -> Optional.ofNullable(found.get(id)).filter(this::isLetterDue).isPresent())
          .limit(most - due.size())
          .forEach(due::add);
    }
    return due;
  }

  /** Whether there was no time to look at all members. */
  boolean isCutShort() {
    return isCutShort;
  }

  private boolean isLetterDue(StoredUser user) {
    return update.decide(user).outcome().letter().equals(Optional.of(LetterProgress.State.DUE));
  }
}
