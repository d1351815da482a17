package org.rollcall.prepare;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalInt;
import org.rollcall.json.Fields;

/**
 * The limits in a job's input.
 *
 * @param maxUsers the maximum number of members of the set
 * @param maxFailuresPercent the maximum percentage of members that may fail before the job stops,
 *     from 0 to 100
 * @param includeStaff whether the job may change users with an administrative role
 * @param first how many members the job processes; empty for all
 */
public record JobLimits(
    OptionalInt maxUsers,
    Optional<BigDecimal> maxFailuresPercent,
    boolean includeStaff,
    OptionalInt first) {

  static final JobLimits NONE =
      new JobLimits(OptionalInt.empty(), Optional.empty(), false, OptionalInt.empty());

  static JobLimits read(Fields limits) {
    OptionalInt maxUsers = limits.count("max_users");
    Optional<BigDecimal> maxFailuresPercent = limits.percent("max_failures_percent");
    boolean includeStaff = limits.flag("include_staff").orElse(false);
    OptionalInt first = limits.count("first");
    limits.rejectUnknownKeys();
    return new JobLimits(maxUsers, maxFailuresPercent, includeStaff, first);
  }

  /** The maximum number of members that may fail, rounded down; empty if there is no limit. */
  OptionalInt maxFailures(int members) {
    return maxFailures(maxFailuresPercent, members);
  }

  /** The maximum number of members that may fail, rounded down; empty if there is no limit. */
  static OptionalInt maxFailures(Optional<BigDecimal> maxPercent, int members) {
    return maxPercent
        .map(percent -> percent.multiply(BigDecimal.valueOf(members)).movePointLeft(2))
        .map(count -> OptionalInt.of(count.setScale(0, RoundingMode.FLOOR).intValueExact()))
        .orElse(OptionalInt.empty());
  }
}
