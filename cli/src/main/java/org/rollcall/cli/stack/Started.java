package org.rollcall.cli.stack;

import static java.util.Objects.requireNonNull;

/** A job that was started. */
public record Started(String jobId, String executionArn) {
  public Started {
    requireNonNull(jobId, "jobId is null");
    requireNonNull(executionArn, "executionArn is null");
  }
}
