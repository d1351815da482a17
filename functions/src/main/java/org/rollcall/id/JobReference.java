package org.rollcall.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Identifies one job on users' items: its ID and the start of its execution. The ID alone is not
 * enough, because it can be used again when the first job's folder was deleted. See D-155. In JSON
 * it is a text such as {@code graduation-2026-11-22@2026-11-22T10:00:00Z}.
 *
 * @param started when the execution started
 */
public record JobReference(JobId jobId, Instant started) {

  /** Separates the ID, which does not contain it, from the start. */
  public static final char SEPARATOR = '@';

  /**
   * Reads the text of a reference.
   *
   * @throws IllegalArgumentException if the text is not a job ID and a time
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static JobReference parse(String text) {
    int separator = text.indexOf(SEPARATOR);
    try {
      return new JobReference(
          new JobId(text.substring(0, Math.max(0, separator))),
          Instant.parse(text.substring(separator + 1)));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("the start of a job is not a time", e);
    }
  }

  @JsonValue
  @Override
  public String toString() {
    return jobId.value() + SEPARATOR + started;
  }
}
