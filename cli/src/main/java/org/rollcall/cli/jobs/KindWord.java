package org.rollcall.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.rollcall.job.Job;
import org.rollcall.job.JobExecution;
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
    return of(
        report.testTo().isPresent(),
        report.retryOf().isPresent(),
        report.continueOf().isPresent(),
        report.confirmOf().isPresent(),
        report.mode());
  }

  static String of(Job job) {
    JobExecution execution = job.execution();
    return of(
        job.test().isPresent(),
        execution.retryOf().isPresent(),
        execution.continueOf().isPresent(),
        execution.confirmation().isPresent(),
        job.request().mode());
  }

  /** Retries and continuations of a confirm have its preview too. */
  private static String of(
      boolean isTest, boolean isRetry, boolean isContinuation, boolean isConfirm, JobMode mode) {
    if (isTest) {
      return "test";
    }
    if (isRetry) {
      return "retry";
    }
    if (isContinuation) {
      return "continue";
    }
    return isConfirm ? "confirm" : mode.name().toLowerCase(Locale.ROOT);
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
