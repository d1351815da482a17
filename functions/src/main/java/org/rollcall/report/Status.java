package org.rollcall.report;

/** How a job ended, in Alma's codes. */
public enum Status {
  /** Every member was done. */
  COMPLETED_SUCCESS("Completed"),
  /** All done, but a user was not found, skipped, or had no address that takes letters. */
  COMPLETED_WARNING("Completed with warnings"),
  /** Some users or letters failed; the others are done. */
  COMPLETED_FAILED("Completed with failures"),
  /** There was nothing to do. */
  COMPLETED_NO_BULKS("Completed: there was nothing to do"),
  /** Some members were not reached. */
  FAILED("Failed"),
  /** Somebody stopped it, or its process ended, before its end. */
  USER_ABORTED("Stopped");

  private final String words;

  Status(String words) {
    this.words = words;
  }

  /** The status for people. */
  public String words() {
    return words;
  }

  static Status of(Counters counters) {
    if (counters.notReached() > 0) {
      return FAILED;
    }
    if (counters.failed() + counters.lettersFailed() > 0) {
      return COMPLETED_FAILED;
    }
    if (counters.notFound()
            + counters.skipped()
            + counters.noPreferredEmail()
            + counters.addressesBounced()
        > 0) {
      return COMPLETED_WARNING;
    }
    return counters.updated() + counters.lettersSent() == 0
        ? COMPLETED_NO_BULKS
        : COMPLETED_SUCCESS;
  }
}
