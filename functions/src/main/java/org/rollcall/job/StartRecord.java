package org.rollcall.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/**
 * The proof that {@code StartJob} identified the operator: the object {@code start.json} in the
 * job's folder. On AWS, only {@code StartJob} can write it. It contains a digest of the input
 * instead of the input, which may list persons. See D-070 and D-071.
 *
 * @param initiatedBy the caller's primary ID
 * @param principal the caller's ARN
 * @param started a time just before the execution started
 * @param inputSha256 the {@link InputDigest} of the execution's input
 */
public record StartRecord(
    String initiatedBy, String principal, Instant started, String inputSha256) {

  /** The maximum time between this record and the start of the execution. */
  static final Duration MAX_AGE = Duration.ofMinutes(5);

  /**
   * Whether this record proves the start of an execution.
   *
   * @param input the execution's input
   * @param executionStart when the execution started
   */
  public boolean matches(JsonNode input, Instant executionStart) {
    return Duration.between(started, executionStart).abs().compareTo(MAX_AGE) <= 0
        && InputDigest.of(input).equals(inputSha256);
  }
}
