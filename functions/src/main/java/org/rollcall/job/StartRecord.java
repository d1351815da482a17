package org.rollcall.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/**
 * That somebody has proven who they are before they started a job: {@code jobs/<job
 * id>/start.json}. On AWS nobody but the function {@code StartJob} can write one. It holds the
 * input's digest and not the input, which may list people.
 *
 * @param initiatedBy the primary id of the user that the caller is
 * @param principal the caller's ARN
 * @param started when, just before the execution was started
 * @param inputSha256 the {@link InputDigest} of the execution's input
 */
public record StartRecord(
    String initiatedBy, String principal, Instant started, String inputSha256) {

  /** How far from the execution's start a record is good for it: one left unused is no ticket. */
  static final Duration GOOD_FOR = Duration.ofMinutes(5);

  public StartRecord {
    requireNonNull(initiatedBy, "initiatedBy is null");
    requireNonNull(principal, "principal is null");
    requireNonNull(started, "started is null");
    requireNonNull(inputSha256, "inputSha256 is null");
  }

  /**
   * Whether it is of an execution.
   *
   * @param input the execution's input
   * @param start when the execution started
   */
  public boolean isOf(JsonNode input, Instant start) {
    return Duration.between(started, start).abs().compareTo(GOOD_FOR) <= 0
        && InputDigest.of(input).equals(inputSha256);
  }
}
