package org.rollcall.local.aws;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.json.Json;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.store.StoredUser;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Runs whole jobs on a deployed stack. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JobSuite {

  /** The repository. */
  static final Path HOME =
      Path.of(requireNonNull(System.getProperty("rollcall.home"), "rollcall.home is not set"));

  private static final String GRADUATE = "amelie.daubigne.0172";
  private static final String STUDENT = "amelie.lemaitre.0235";

  private Optional<DeployedStack> deployed = Optional.empty();

  /** A sentence about a missing requirement of the deployment; empty if there is none. */
  Optional<String> missingRequirement() {
    return Optional.empty();
  }

  /**
   * Deploys the stack for all tests of the class.
   *
   * @param folder an empty folder
   */
  abstract DeployedStack deploy(Path folder);

  @BeforeAll
  void deployOnce(@TempDir Path folder) {
    missingRequirement()
        .ifPresentOrElse(
            sentence -> System.out.println("Skipped: " + sentence),
            () -> deployed = Optional.of(deploy(folder)));
  }

  @BeforeEach
  void skipWithoutStack() {
    assumeTrue(deployed.isPresent(), () -> missingRequirement().orElse(""));
  }

  @AfterAll
  void delete() {
    deployed.ifPresent(stack -> stack.delete().run());
  }

  @Test
  void sampleJob_shouldChangeAndNotifyEachUserOnce() {
    double before = lettersSent();

    DescribeExecutionResponse first = stack().jobs().run(event("graduating-patrons"));

    assertThat(first.status()).as(first.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(count(first, "members")).isEqualTo(250);
    assertThat(count(first, "updated")).isEqualTo(250);
    assertThat(count(first, "passwords_reset")).isEqualTo(250);
    assertThat(count(first, "letters_sent")).isEqualTo(243);
    assertThat(count(first, "no_preferred_email")).isEqualTo(7);
    assertThat(parse(first.output()).path("counters")).isEqualTo(report(first).path("counters"));
    double after = lettersSent();
    assertThat(after - before).as("letters that SES has accepted").isGreaterThanOrEqualTo(243);
    StoredUser graduate = user(GRADUATE);
    assertThat(graduate.user().code("account_type")).contains("INTERNAL");
    assertThat(graduate.state().letters().get(0).state()).isEqualTo(LetterProgress.State.SENT);

    DescribeExecutionResponse second = stack().jobs().run(event("graduating-patrons"));

    assertThat(second.status()).as(second.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(count(second, "unchanged")).isEqualTo(250);
    assertThat(count(second, "letters_sent")).isZero();
    assertThat(lettersSent()).isEqualTo(after);
    assertThat(user(GRADUATE)).isEqualTo(graduate);
  }

  @Test
  void invalidJob_shouldBeRejectedWithAllErrorsAndLeaveNoObjects() {
    DescribeExecutionResponse execution =
        stack()
            .jobs()
            .run(
                """
                {"initiated_by": "mlibrarian", "set": "no-such-set",
                 "changes": {"expiry_date": {"value": "30 June 2027"}}}
                """);

    assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(execution.error()).isEqualTo("JobRejected");
    assertThat(parse(execution.cause()).path("errors").findValuesAsText("path"))
        .containsExactlyInAnyOrder("changes.expiry_date.value", "set");
    assertThat(stack().wiring().bucket().list("jobs/" + execution.name() + "/")).isEmpty();
  }

  @Test
  void jobWithFailingChunks_shouldFailWithItsReportAndBeCompletedByARetry() {
    StoredUser before = user("aarav.patel.0073");

    DescribeExecutionResponse failed =
        stack().jobsWithoutUpdates().run(event("extend-two-accounts"));

    assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(failed.error()).isEqualTo("UsersNotReached");
    assertThat(count(failed, "not_reached")).isEqualTo(2);
    assertThat(parse(failed.cause()).path("counters")).isEqualTo(report(failed).path("counters"));
    assertThat(object(failed, "failed.csv")).contains("aarav.patel.0073", "amelie.lemaitre.0235");
    assertThat(user("aarav.patel.0073")).isEqualTo(before);

    DescribeExecutionResponse retry =
        stack()
            .jobs()
            .run(
                Json.text(
                    Json.MAPPER
                        .createObjectNode()
                        .put("initiated_by", "mlibrarian")
                        .put("retry", failed.name())));

    assertThat(retry.status()).as(retry.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(count(retry, "updated")).isEqualTo(2);
    assertThat(user("aarav.patel.0073")).isNotEqualTo(before);
  }

  @Test
  void undo_shouldRestoreTheRecord() {
    StoredUser before = user(STUDENT);
    DescribeExecutionResponse job =
        stack()
            .jobs()
            .run(
                """
                {"initiated_by": "mlibrarian", "set": {"members": ["%s"]},
                 "changes": {"expiry_date": {"extend_by": "P1Y"},
                             "notes": {"add": [{"note_type": "GENERAL", "note_text": "Renewed"}]}}}
                """
                    .formatted(STUDENT));
    assertThat(user(STUDENT).user()).isNotEqualTo(before.user());

    DescribeExecutionResponse undo =
        stack().jobs().run("{\"initiated_by\": \"mlibrarian\", \"undo\": \"" + job.name() + "\"}");

    assertThat(undo.status()).as(undo.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(count(undo, "updated")).isEqualTo(1);
    assertThat(user(STUDENT).user()).isEqualTo(before.user());
  }

  @Test
  void confirm_shouldDoOnceWhatThePreviewHasShown() {
    StoredUser before = user(STUDENT);
    double lettersBefore = lettersSent();

    DescribeExecutionResponse preview =
        stack()
            .jobs()
            .run(
                """
                {"initiated_by": "mlibrarian", "mode": "PREVIEW", "set": {"members": ["%s"]},
                 "changes": {"expiry_date": {"extend_by": "P1Y"}},
                 "notify": {"type": "ACCOUNT_UPDATED"}}
                """
                    .formatted(STUDENT));

    assertThat(preview.status()).as(preview.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(count(preview, "would_change")).isEqualTo(1);
    assertThat(count(preview, "would_send")).isEqualTo(1);
    assertThat(user(STUDENT)).isEqualTo(before);
    assertThat(lettersSent()).isEqualTo(lettersBefore);

    String confirm =
        Json.text(
            Json.MAPPER
                .createObjectNode()
                .put("initiated_by", "mlibrarian")
                .put("confirm", preview.name())
                .put("sha256", report(preview).path("preview_sha256").asText()));
    DescribeExecutionResponse job = stack().jobs().run(confirm);

    assertThat(job.status()).as(job.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(count(job, "updated")).isEqualTo(1);
    assertThat(count(job, "letters_sent")).isEqualTo(1);
    StoredUser after = user(STUDENT);
    assertThat(after.user().record().path("expiry_date"))
        .isNotEqualTo(before.user().record().path("expiry_date"));

    DescribeExecutionResponse again = stack().jobs().run(confirm);

    assertThat(again.error()).isEqualTo("JobRejected");
    assertThat(parse(again.cause()).path("errors").findValuesAsText("path"))
        .containsExactly("confirm");
    assertThat(user(STUDENT)).isEqualTo(after);
  }

  private DeployedStack stack() {
    return deployed.orElseThrow();
  }

  private static String event(String name) {
    try {
      return Files.readString(HOME.resolve("events").resolve(name + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of letters that SES has accepted. */
  private double lettersSent() {
    return stack().wiring().ses().getSendQuota().sentLast24Hours();
  }

  private StoredUser user(String id) {
    return stack().wiring().users().find(PrimaryId.of(id)).orElseThrow();
  }

  private JsonNode report(DescribeExecutionResponse job) {
    return parse(object(job, "report.json"));
  }

  private int count(DescribeExecutionResponse job, String counter) {
    return report(job).path("counters").path(counter).asInt(-1);
  }

  private String object(DescribeExecutionResponse job, String name) {
    String key = "jobs/" + job.name() + "/" + name;
    return stack()
        .wiring()
        .bucket()
        .get(key)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElseThrow(() -> new AssertionError("no object " + key));
  }

  private static JsonNode parse(String json) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }
}
