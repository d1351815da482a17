package org.rollcall.aws;

import java.util.OptionalInt;

/** The account's quota of functions that run at the same time. */
@FunctionalInterface
public interface ConcurrencyQuota {

  /**
   * The number of executions that all functions without a reservation share, at least 0. Empty if
   * it is not known: a right is missing, or the service does not answer.
   */
  OptionalInt executions();
}
