package org.rollcall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * Runs one job on the embedded stack that makes external users internal and resets their passwords.
 * Prints the duration of each step and the maximum heap usage. See bench/README.md.
 */
public final class JobBench {

  private JobBench() {}

  /** Arguments: the number of users, and {@code letters} to send a letter to each user. */
  public static void main(String[] arguments) throws IOException {
    int users = Integer.parseInt(arguments[0]);
    boolean letters = arguments.length > 1 && arguments[1].equals("letters");
    JsonNode report = BenchInstitution.create(users).runJob(letters);
    Duration job =
        Duration.between(
            Instant.parse(report.path("started").asText()),
            Instant.parse(report.path("ended").asText()));
    BenchInstitution.print("job alone", job);
    System.out.println("status    " + report.path("status").asText());
    System.out.println("counters  " + report.path("counters"));
    System.out.println(
        "heap      "
            + HeapUsage.peak() / (1024 * 1024)
            + " MiB at most (sum of the peaks of all pools)");
    System.exit(0);
  }
}
