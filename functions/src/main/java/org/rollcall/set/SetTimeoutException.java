package org.rollcall.set;

import java.time.Duration;

/** To find out who is in a set took longer than a job may wait. */
public final class SetTimeoutException extends RuntimeException {

  private final transient Duration patience;

  SetTimeoutException(Duration patience) {
    super(null, null, false, false);
    this.patience = patience;
  }

  /** How long the job has waited. */
  public Duration patience() {
    return patience;
  }
}
