package org.rollcall.job;

import java.util.OptionalInt;
import org.rollcall.job.JobLedger.Page;

/**
 * Counts the failures of a page, and tells whether the job has more failures than its limit. A
 * preview has no limit, because it shows all members.
 */
public final class FailureLimit {

  private final JobLedger ledger;
  private final OptionalInt maxFailures;
  private final Page<?> page;
  private final int chunk;
  private OptionalInt otherFailures = OptionalInt.empty();
  private int failures;

  public FailureLimit(Job job, JobLedger ledger, Page<?> page, int chunk) {
    this.ledger = ledger;
    this.maxFailures = job.isPreview() ? OptionalInt.empty() : job.maxFailures();
    this.page = page;
    this.chunk = chunk;
  }

  public void addFailure() {
    failures++;
  }

  /** Whether the limit is exceeded. A job without a limit reads no other counts. */
  public boolean isExceeded() {
    return maxFailures.isPresent() && otherFailures() + failures > maxFailures.getAsInt();
  }

  /** The failures of other pages, as they were at the first call. */
  private int otherFailures() {
    if (otherFailures.isEmpty()) {
      otherFailures = OptionalInt.of(ledger.failuresExcept(page, chunk));
    }
    return otherFailures.getAsInt();
  }

  /** How many objects {@link #publish} puts: 0 or 1. */
  public int puts() {
    return maxFailures.isPresent() && failures > 0 ? 1 : 0;
  }

  /** Makes the count visible to other chunks. Call it after the page is written. */
  public void publish() {
    if (puts() > 0) {
      ledger.writeFailures(page, chunk, failures);
    }
  }
}
