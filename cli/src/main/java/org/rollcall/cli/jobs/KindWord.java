package org.rollcall.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rollcall.id.JobId;
import org.rollcall.job.Job;
import org.rollcall.job.JobMode;
import org.rollcall.report.Report;

/**
 * The kind of a job as a word: {@code run}, {@code test}, {@code retry}, {@code continue}, {@code
 * confirm}, or another mode.
 */
final class KindWord {

  /** The keys of an input that continues the work of an earlier job. */
  private static final List<String> EARLIER_JOB = List.of("retry", "confirm", "continue");

  private KindWord() {}

  static String of(Report report) {
    return of(report.testTo().isPresent(), report.retryOf(), report.continueOf(), report.mode());
  }

  static String of(Job job) {
    return of(
        job.test().isPresent(),
        job.execution().retryOf(),
        job.execution().continueOf(),
        job.request().mode());
  }

  private static String of(
      boolean isTest, Optional<JobId> retryOf, Optional<JobId> continueOf, JobMode mode) {
    if (isTest) {
      return "test";
    }
    if (continueOf.isPresent()) {
      return "continue";
    }
    return retryOf.isPresent() ? "retry" : mode.name().toLowerCase(Locale.ROOT);
  }

  /** The kind of a job that was not accepted. Its input may be invalid. */
  static String of(JsonNode input) {
    if (input.at("/notify/test_to").isTextual()) {
      return "test";
    }
    return EARLIER_JOB.stream()
        .filter(input::has)
        .findFirst()
        .orElseGet(() -> input.path("mode").asText("run").toLowerCase(Locale.ROOT));
  }
}
