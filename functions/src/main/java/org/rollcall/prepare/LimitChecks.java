package org.rollcall.prepare;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.rollcall.error.Faults;
import org.rollcall.letter.ses.SendQuota;
import org.rollcall.set.Membership;
import org.rollcall.user.PrimaryId;

/** Checks the limits that depend on the job's members. They run before any user is changed. */
final class LimitChecks {

  private LimitChecks() {}

  /** Compares the members with the limits in the job's input. */
  static void checkMembers(JobLimits limits, Membership membership, Faults faults) {
    int members = membership.size();
    if (limits.maxUsers().isPresent() && members > limits.maxUsers().getAsInt()) {
      faults.add(
          "limits.max_users", JobError.TOO_MANY_USERS, members, limits.maxUsers().getAsInt());
    }
    int failures = membership.uncertain().size();
    OptionalInt maxFailures = limits.maxFailures(members);
    if (maxFailures.isPresent() && failures > maxFailures.getAsInt()) {
      faults.add(
          "limits.max_failures_percent",
          JobError.TOO_MANY_QUERY_FAILURES,
          failures,
          maxFailures.getAsInt());
    }
  }

  /**
   * Compares the letters with the rest of SES's quota. Letters are counted only if the job has more
   * members than SES accepts letters. See D-012.
   *
   * @param members the members that may get a letter
   */
  static void checkQuota(
      SendQuota quota, LetterForecast forecast, List<PrimaryId> members, Faults faults) {
    OptionalLong left = quota.lettersLeft();
    if (left.isEmpty() || members.size() <= left.getAsLong()) {
      return;
    }
    int letters = forecast.lettersDue(members, members.size()).size();
    if (forecast.isIncomplete()) {
      faults.add("notify", JobError.TOO_MANY_LETTERS_TO_COUNT, left.getAsLong());
    } else if (letters > left.getAsLong()) {
      faults.add("notify", JobError.TOO_MANY_LETTERS, letters, left.getAsLong());
    }
  }
}
