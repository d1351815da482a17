package org.rollcall.report;

/** The status of an ended job. The names are Alma's. */
public enum Status {
  /** The job processed every member. */
  COMPLETED_SUCCESS("Completed"),
  /** As before, but a user was not found, was skipped, is owed a letter, or is undone in part. */
  COMPLETED_WARNING("Completed with warnings"),
  /** The job processed only some members, as it was asked to. Nothing failed. */
  COMPLETED_PARTIAL("Completed in part"),
  /** Some users or letters failed. The others are done. */
  COMPLETED_FAILED("Completed with failures"),
  /** No user was changed, and no letter was sent, because this was not necessary. */
  COMPLETED_NO_BULKS("Completed: nothing to do"),
  /** The job did not reach some members. */
  FAILED("Failed"),
  /** The execution was stopped, or its process ended, before the end of the job. */
  USER_ABORTED("Stopped");

  private final String label;

  Status(String label) {
    this.label = label;
  }

  /** The status in English. */
  public String label() {
    return label;
  }

  /** In words, for a preview or for another job. */
  public String label(boolean isPreview) {
    return isPreview ? PreviewText.label(this) : label;
  }

  static Status of(Counters counters) {
    if (counters.notReached() > 0) {
      return FAILED;
    }
    if (counters.failed() + counters.lettersFailed() > 0) {
      return COMPLETED_FAILED;
    }
    if (counters.heldBack() > 0) {
      return COMPLETED_PARTIAL;
    }
    if (counters.notFound()
            + counters.skipped()
            + counters.noPreferredEmail()
            + counters.severalAddresses()
            + counters.unusableAddresses()
            + counters.addressesBounced()
            + counters.lettersOwed()
            + counters.partlyUndone()
        > 0) {
      return COMPLETED_WARNING;
    }
    return counters.updated()
                + counters.wouldChange()
                + counters.lettersSent()
                + counters.lettersPrinted()
                + counters.wouldSend()
            == 0
        ? COMPLETED_NO_BULKS
        : COMPLETED_SUCCESS;
  }
}
