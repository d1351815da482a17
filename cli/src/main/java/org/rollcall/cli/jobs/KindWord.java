package org.rollcall.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rollcall.job.Job;
import org.rollcall.job.JobExecution;
import org.rollcall.job.JobMode;
import org.rollcall.job.Undo;
import org.rollcall.report.Report;

/**
 * The kind of a job as a word: {@code run}, {@code test}, {@code retry}, {@code continue}, {@code
 * confirm}, {@code preview}, {@code undo}, or {@code redo} for the undo of an undo.
 */
final class KindWord {

  /** The keys of an input that continues the work of an earlier job. */
  private static final List<String> EARLIER_JOB = List.of("retry", "confirm", "continue", "undo");

  private KindWord() {}

  static String of(Report report) {
    return of(
        report.testTo().isPresent(),
        report.retryOf().isPresent(),
        report.continueOf().isPresent(),
        report.confirmOf().isPresent(),
        report.isRedo(),
        report.mode());
  }

  static String of(Job job) {
    JobExecution execution = job.execution();
    return of(
        job.test().isPresent(),
        execution.retryOf().isPresent(),
        execution.continueOf().isPresent(),
        execution.confirmation().isPresent(),
        execution.undo().map(Undo::isRedo),
        job.request().mode());
  }

  /**
   * The word. Retries and continuations of a confirm have its preview too.
   *
   * @param isRedo in an undo: whether it is a redo
   */
  private static String of(
      boolean isTest,
      boolean isRetry,
      boolean isContinuation,
      boolean isConfirm,
      Optional<Boolean> isRedo,
      JobMode mode) {
    if (isTest) {
      return "test";
    }
    if (isRetry) {
      return "retry";
    }
    if (isContinuation) {
      return "continue";
    }
    if (isConfirm) {
      return "confirm";
    }
    if (mode == JobMode.PREVIEW) {
      return "preview";
    }
    return isRedo.map(redo -> redo ? "redo" : "undo").orElse("run");
  }

  /** The kind of a job that was not accepted. Its input may be invalid. */
  static String of(JsonNode input) {
    if (input.at("/notify/test_to").isTextual()) {
      return "test";
    }
    String mode = input.path("mode").asText("run").toLowerCase(Locale.ROOT);
    return EARLIER_JOB.stream()
        .filter(input::has)
        .filter(key -> !mode.equals("preview"))
        .findFirst()
        .orElse(mode);
  }
}
