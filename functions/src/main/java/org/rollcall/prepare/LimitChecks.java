package org.rollcall.prepare;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalLong;
import org.rollcall.error.Faults;
import org.rollcall.letter.SendQuota;
import org.rollcall.set.Membership;
import org.rollcall.user.PrimaryId;

/** What a job must not exceed, looked at once its members are known and nobody is changed yet. */
final class LimitChecks {

  private final JobLimits limits;
  private final Membership membership;
  private final Faults faults;

  LimitChecks(JobLimits limits, Membership membership, Faults faults) {
    this.limits = requireNonNull(limits, "limits is null");
    this.membership = requireNonNull(membership, "membership is null");
    this.faults = requireNonNull(faults, "faults is null");
  }

  /** Notes a fault if there are more members than the input allows. */
  void checkSize() {
    int members = membership.size();
    limits
        .maxUsers()
        .ifPresent(
            most -> {
              if (members > most) {
                faults.add(
                    "limits.max_users",
                    "allows " + most + " users, and the set has " + members + " members");
              }
            });
  }

  /** Notes a fault if more members than the input allows have failed before they have begun. */
  void checkFailures() {
    int failed = membership.uncertain().size();
    JobLimits.maxFailures(limits.maxFailuresPercent(), membership.size())
        .ifPresent(
            most -> {
              if (failed > most) {
                faults.add(
                    "limits.max_failures_percent",
                    "allows "
                        + most
                        + " users to fail, and the set's query cannot be answered for "
                        + failed);
              }
            });
  }

  /**
   * Notes a fault if SES will not take all the letters today. They are counted one by one only
   * where their number matters.
   *
   * @param members whose letters they are, as far as any are due
   */
  static void checkMail(
      SendQuota quota, LetterForecast forecast, List<PrimaryId> members, Faults faults) {
    OptionalLong left = quota.lettersLeft();
    if (left.isEmpty() || members.size() <= left.getAsLong()) {
      return;
    }
    int due = forecast.lettersDue(members, members.size()).size();
    if (forecast.isCutShort()) {
      faults.add(
          "notify",
          "is for so many letters that they cannot be counted in time, and Amazon SES takes only "
              + left.getAsLong()
              + " more from this account in these 24 hours: take a smaller set, or wait");
      return;
    }
    if (due > left.getAsLong()) {
      faults.add(
          "notify",
          "is for "
              + due
              + (due == 1 ? " letter" : " letters")
              + ", and Amazon SES takes only "
              + left.getAsLong()
              + " more from this account in these 24 hours: take a smaller set, or wait");
    }
  }
}
