package org.rollcall.prepare;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;
import org.rollcall.query.QueryTime;
import org.rollcall.set.JobSource;
import org.rollcall.set.Membership;
import org.rollcall.set.SetDefinition;
import org.rollcall.set.SetError;
import org.rollcall.set.SetHints;
import org.rollcall.set.SetReader;
import org.rollcall.set.SetTimeoutException;
import org.rollcall.set.UserSource;
import org.rollcall.user.FieldCheck;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.UserStoreException;
import org.rollcall.user.store.UserTable;

/**
 * Determines the members of a set when a job starts.
 *
 * @param timeout the time limit for reading all users
 */
record SetResolver(UserSource users, JobSource jobs, Bucket bucket, Duration timeout) {

  /**
   * The timeout for evaluating a set. It is so short that the function can still reject the job.
   */
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  /** The timeout for reading all users again for hints. */
  private static final Duration HINT_TIMEOUT = Duration.ofMinutes(2);

  /**
   * A resolver for a job.
   *
   * @param today the day of the job
   */
  SetResolver(UserTable users, Bucket bucket, LocalDate today) {
    this(
        consumer -> users.forEach(stored -> consumer.accept(stored.user())),
        new JobMemberSource(users, bucket, today),
        bucket,
        TIMEOUT);
  }

  /** This resolver, which also passes all users that it reads to a check. */
  SetResolver observedBy(FieldCheck check) {
    UserSource observed =
        consumer ->
            users.forEach(
                user -> {
                  check.add(user);
                  consumer.accept(user);
                });
    return new SetResolver(observed, jobs, bucket, timeout);
  }

  /**
   * A reader for the definitions of sets.
   *
   * @param operator the user who starts the job; empty if {@code initiated_by} is invalid
   * @param faults gets the errors of the sets
   */
  SetReader reader(CodeTables codes, Optional<PrimaryId> operator, Faults faults) {
    // No user has the empty ID. The job is rejected anyway if there is no operator.
    PrimaryId reader = operator.orElse(PrimaryId.of(""));
    return new SetReader(bucket, codes, users, jobs, reader, faults);
  }

  /**
   * Hints about IDs of the set that are not found; see {@link SetHints}. None if the table cannot
   * be read: a job does not fail because of a hint.
   */
  List<String> hints(SetDefinition set, Membership membership, UserTable table) {
    try {
      return SetHints.find(set, membership, ids -> table.find(ids).keySet(), users, HINT_TIMEOUT);
    } catch (UserStoreException e) {
      return List.of();
    }
  }

  /**
   * Determines the members of a set.
   *
   * @param time the time for queries
   * @throws JobRejectedException if the evaluation exceeds the timeout
   */
  Membership resolve(SetDefinition set, QueryTime time) {
    try {
      return Membership.of(set, users, time, timeout);
    } catch (SetTimeoutException e) {
      Faults faults = new Faults();
      faults.add("set", SetError.SET_TIMEOUT, timeout.toMinutes());
      throw new JobRejectedException(faults.found());
    }
  }
}
