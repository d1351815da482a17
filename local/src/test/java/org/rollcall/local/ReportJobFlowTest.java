package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobLedger;
import org.rollcall.lambda.ReportJob;
import org.rollcall.lambda.Wiring;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** Reports by the state of the execution, which only Step Functions knows. */
class ReportJobFlowTest {

  private static final String CONVERT =
      """
      {'initiated_by': 'user.manager', 'set': {'members': ['%s', 'nobody']},
       'changes': {'account_type': {'value': 'INTERNAL'}},
       'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
      """;

  private static final Instant STOPPED = Instant.parse("2026-11-22T10:00:00.125Z");

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
  }

  private static EndedJob convert(String id) {
    library.load(Patron.external(id));
    return library.run(CONVERT.formatted(id));
  }

  private static JsonNode report(Wiring wiring, EndedJob job) {
    return report(wiring, job, "");
  }

  /**
   * Invokes the function.
   *
   * @param more more keys of the request
   */
  private static JsonNode report(Wiring wiring, EndedJob job, String more) {
    return TestLibrary.invoke(
        new ReportJob(wiring), "{'job_id': '%s'%s}".formatted(job.id(), more));
  }

  private static String key(EndedJob job, String name) {
    return "jobs/" + job.id() + "/" + name;
  }

  private static ObjectNode reportOf(EndedJob job) {
    return Given.object(library.object(key(job, "report.json")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ", 'status': 'USER_ABORTED', 'ended': '2020-01-01T00:00:00Z'",
        ", 'execution': 'arn:aws:states:us-east-1:000000000000:execution:rollcall-update-notify-users:another'"
      })
  void jobThatIsRunning_shouldGetNoReportFromOtherCallers(String request) {
    EndedJob job = convert("run-" + request.length());
    library.wiring().bucket().delete(key(job, "report.json"));
    library.wiring().bucket().delete(key(job, "users.csv"));

    JsonNode answer = report(OneExecution.running(library.wiring()), job, request);

    assertThat(answer.path("status").asText()).isEqualTo("RUNNING");
    assertThat(answer.path("message").asText()).contains("still running");
    assertThat(library.keys(key(job, "report.json"))).isEmpty();
    assertThat(library.keys(key(job, "users.csv"))).isEmpty();
  }

  @Test
  void statusAndEndInTheRequest_shouldBeIgnored() {
    EndedJob job = convert("ida");
    JsonNode before = reportOf(job);

    report(library.wiring(), job, ", 'status': 'USER_ABORTED', 'ended': '2020-01-01T00:00:00Z'");

    assertThat(reportOf(job).path("status").asText()).isEqualTo("COMPLETED_WARNING");
    assertThat(reportOf(job).path("ended")).isEqualTo(before.path("ended"));
  }

  @Test
  void jobThatWasStopped_shouldBeAbortedAtItsStop() {
    EndedJob job = convert("sam");
    Wiring stopped = OneExecution.ended(library.wiring(), ExecutionStatus.ABORTED, STOPPED);

    report(stopped, job, ", 'status': 'COMPLETED_SUCCESS', 'ended': '2020-01-01T00:00:00Z'");

    assertThat(reportOf(job).path("status").asText()).isEqualTo("USER_ABORTED");
    assertThat(reportOf(job).path("ended").asText()).isEqualTo(STOPPED.toString());
    assertThat(reportOf(job).has("provisional_until")).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"SUCCEEDED", "FAILED", "TIMED_OUT"})
  void jobThatEndedOtherwise_shouldBeJudgedByItsCounters(ExecutionStatus status) {
    EndedJob job = convert("end-" + status);
    library.wiring().bucket().delete(key(job, "report.json"));
    Wiring ended = OneExecution.ended(library.wiring(), status, STOPPED);

    report(ended, job);

    assertThat(reportOf(job).path("status").asText()).isEqualTo("COMPLETED_WARNING");
    assertThat(reportOf(job).path("ended").asText()).isEqualTo(STOPPED.toString());
  }

  @Test
  void jobWhoseExecutionIsDeleted_shouldKeepStatusAndEndOfItsReport() {
    EndedJob job = convert("dot");
    ObjectNode report =
        reportOf(job).put("status", "USER_ABORTED").put("ended", STOPPED.toString());
    library.put(key(job, "report.json"), report.toString());

    report(OneExecution.deleted(library.wiring()), job);

    assertThat(reportOf(job).path("status").asText()).isEqualTo("USER_ABORTED");
    assertThat(reportOf(job).path("ended").asText()).isEqualTo(STOPPED.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"deleted", "damaged", "of another job"})
  void jobWithoutExecutionAndReport_shouldBeAbortedAtItsLastPage(String kind) {
    EndedJob job = convert("gone-" + kind.length());
    ObjectNode other = reportOf(job).put("started", "2020-01-01T00:00:00Z");
    switch (kind) {
      case "deleted" -> library.wiring().bucket().delete(key(job, "report.json"));
      case "damaged" -> library.put(key(job, "report.json"), "{");
      default -> library.put(key(job, "report.json"), other.toString());
    }
    Instant written =
        new JobLedger(new JobFolder(library.wiring().bucket(), job.jobId()))
            .lastWrite()
            .orElseThrow();

    report(OneExecution.deleted(library.wiring()), job, ", 'status': 'COMPLETED_SUCCESS'");

    assertThat(reportOf(job).path("status").asText()).isEqualTo("USER_ABORTED");
    assertThat(reportOf(job).path("ended").asText()).isEqualTo(written.toString());
    assertThat(reportOf(job).at("/counters/updated").intValue()).isEqualTo(1);
  }

  @Test
  void reportWhileFunctionsMayBeRunning_shouldSaySoAndBeFinalLater() {
    EndedJob job = convert("pia");
    library.wiring().bucket().delete(key(job, "letters/000001.jsonl"));
    Wiring atTheEnd = OneExecution.running(library.wiring());
    Instant now = Instant.now();

    JsonNode answer =
        report(atTheEnd, job, ", 'execution': '" + job.execution().executionArn() + "'");

    Instant until = Instant.parse(reportOf(job).path("provisional_until").asText());
    assertThat(until).isBetween(now.plusSeconds(170), now.plusSeconds(190));
    assertThat(answer.path("provisional_until").asText()).isEqualTo(until.toString());
    assertThat(reportOf(job).path("remarks").get(0).asText())
        .contains("provisional", "send letters until " + until);

    report(
        OneExecution.ended(
            library.wiring(), ExecutionStatus.SUCCEEDED, now.minus(Duration.ofSeconds(181))),
        job);
    assertThat(reportOf(job).has("provisional_until")).isFalse();
    assertThat(reportOf(job).path("remarks")).isEmpty();
  }

  @Test
  void functionThatCannotAsk_shouldFailAndKeepTheReport() {
    EndedJob job = convert("fay");
    String before = library.object(key(job, "report.json"));
    Wiring denied =
        FaultyClient.forStepFunctions(
            library.wiring(),
            request -> {
              throw SfnException.builder()
                  .statusCode(400)
                  .awsErrorDetails(
                      AwsErrorDetails.builder().errorCode("AccessDeniedException").build())
                  .build();
            });

    assertThatThrownBy(() -> report(denied, job)).hasMessageContaining("AccessDeniedException");

    assertThat(library.object(key(job, "report.json"))).isEqualTo(before);
  }
}
