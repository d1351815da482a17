package org.rollcall.job;

import java.util.OptionalInt;
import org.rollcall.json.Fields;

/**
 * The guard rails of a job.
 *
 * @param maxUsers the most members that it may have
 * @param includeStaff whether it may change holders of administrative roles
 */
public record Limits(OptionalInt maxUsers, boolean includeStaff) {

  static final Limits NONE = new Limits(OptionalInt.empty(), false);

  static Limits read(Fields limits) {
    OptionalInt maxUsers = limits.count("max_users");
    boolean includeStaff = limits.flag("include_staff").orElse(false);
    limits.refuseOthers();
    return new Limits(maxUsers, includeStaff);
  }
}
