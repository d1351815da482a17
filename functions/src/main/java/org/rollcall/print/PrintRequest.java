package org.rollcall.print;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Optional;
import org.rollcall.id.JobId;

/**
 * A request for a page of a job's letters, or to mark letters as printed.
 *
 * @param from where the page begins; empty for the first one
 * @param printed the users whose letters are marked. With any, no letters are returned
 */
public record PrintRequest(
    JobId jobId, Optional<Place> from, @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> printed) {

  public PrintRequest {
    printed = List.copyOf(printed);
  }

  /**
   * A member in the job's chunks.
   *
   * @param member the number of the member in the chunk, from 0
   */
  public record Place(int chunk, int member) {}

  /** A request for a page. */
  public static PrintRequest page(JobId jobId, Optional<Place> from) {
    return new PrintRequest(jobId, from, List.of());
  }

  /** A request to mark letters. */
  public static PrintRequest mark(JobId jobId, List<String> printed) {
    return new PrintRequest(jobId, Optional.empty(), printed);
  }
}
