package org.rollcall.prepare;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalInt;
import org.rollcall.json.Fields;

/**
 * The guard rails of a job.
 *
 * @param maxUsers the most members that it may have
 * @param maxFailuresPercent how many of its members may fail, 0 to 100, before it is stopped
 * @param includeStaff whether it may change holders of administrative roles
 */
public record JobLimits(
    OptionalInt maxUsers, Optional<BigDecimal> maxFailuresPercent, boolean includeStaff) {

  static final JobLimits NONE = new JobLimits(OptionalInt.empty(), Optional.empty(), false);

  public JobLimits {
    requireNonNull(maxUsers, "maxUsers is null");
    requireNonNull(maxFailuresPercent, "maxFailuresPercent is null");
  }

  static JobLimits read(Fields limits) {
    OptionalInt maxUsers = limits.count("max_users");
    Optional<BigDecimal> maxFailuresPercent = limits.percent("max_failures_percent");
    boolean includeStaff = limits.flag("include_staff").orElse(false);
    limits.rejectUnknownKeys();
    return new JobLimits(maxUsers, maxFailuresPercent, includeStaff);
  }

  /** How many of so many members may fail; nothing if all of them may. */
  static OptionalInt maxFailures(Optional<BigDecimal> maxFailuresPercent, int members) {
    return maxFailuresPercent
        .map(percent -> percent.multiply(BigDecimal.valueOf(members)).movePointLeft(2))
        .map(most -> OptionalInt.of(most.setScale(0, RoundingMode.FLOOR).intValueExact()))
        .orElse(OptionalInt.empty());
  }
}
