package org.rollcall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * One job on the embedded stack with as many external users as asked for, who become internal, with
 * their passwords reset. Prints how long each step took and the most heap that was in use; see
 * bench/README.md.
 */
public final class JobBench {

  private JobBench() {}

  /** Arguments: how many users, and {@code letters} if each gets one. */
  public static void main(String[] arguments) throws IOException {
    int users = Integer.parseInt(arguments[0]);
    boolean letters = arguments.length > 1 && arguments[1].equals("letters");
    JsonNode report = Institution.of(users).convert(letters);
    Duration job =
        Duration.between(
            Instant.parse(report.path("started").asText()),
            Instant.parse(report.path("ended").asText()));
    Institution.print("job alone", job);
    System.out.println("status    " + report.path("status").asText());
    System.out.println("counters  " + report.path("counters"));
    System.out.println(
        "heap      " + Heap.peak() / (1024 * 1024) + " MiB at most, sum of the pools' peaks");
    System.exit(0);
  }
}
