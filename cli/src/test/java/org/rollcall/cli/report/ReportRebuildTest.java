package org.rollcall.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.cli.CommandResult;
import org.rollcall.json.Json;

/** {@code rollcall report --rebuild}. */
class ReportRebuildTest {

  private static final String JOB =
      """
      {"initiated_by": "mlibrarian", "set": {"members": ["aarav.patel.0073", "no.such.user"]},
       "changes": {"account_type": {"value": "INTERNAL"}}, "notify": {"type": "NOTIFY_PASSWORD_CHANGE"}}
      """;

  private static final Instant STOPPED = Instant.parse("2026-11-22T10:00:00Z");

  @TempDir static Path temp;
  static Path data;
  static String id;

  @BeforeAll
  static void runJob() throws IOException {
    data = temp.resolve("data");
    Path input = Files.writeString(temp.resolve("job.json"), JOB);
    id = CommandResult.run("run", input, "--data", data, "--json").json().path("job_id").asText();
  }

  @Test
  void job_thatHasEnded_shouldGetTheSameReportAgain() {
    CommandResult before = CommandResult.run("report", id, "--data", data, "--json");

    CommandResult again = CommandResult.run("report", id, "--data", data, "--json", "--rebuild");

    assertThat(again.exitCode()).isZero();
    assertThat(again.json().path("counters")).isEqualTo(before.json().path("counters"));
    assertThat(again.json().path("status").asText()).isEqualTo("COMPLETED_WARNING");
  }

  @Test
  void job_withoutAReport_shouldGetOneFromItsLedgerAndUsers() throws IOException {
    Path folder = data.resolve("objects/rollcall/jobs/" + id);
    Files.delete(folder.resolve("report.json"));
    Files.delete(folder.resolve("outcomes/000001.jsonl"));
    Files.delete(folder.resolve("letters/000001.jsonl"));

    CommandResult plain = CommandResult.run("report", id, "--data", data);
    CommandResult rebuilt = CommandResult.run("report", id, "--data", data, "--rebuild");

    assertThat(plain.exitCode()).isEqualTo(2);
    assertThat(plain.err())
        .contains("./rollcall report " + id + " --rebuild", "[REPORT_NOT_BUILT]");
    assertThat(rebuilt.exitCode()).isZero();
    assertThat(rebuilt.out()).contains("1  updated", "1  not found", "1  letters sent");
    assertThat(CommandResult.run("get", "jobs/" + id + "/users.csv", "--data", data).out())
        .contains("aarav.patel.0073,UPDATED", ",RESET,SENT,");
  }

  @Test
  void job_thatWasNeverAccepted_shouldHaveChangedNothing() {
    CommandResult unknown = CommandResult.run("report", id + "x", "--data", data, "--rebuild");
    CommandResult outside = CommandResult.run("report", "../" + id, "--data", data, "--rebuild");

    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err())
        .contains("was accepted, so nothing was changed", "[JOB_NEVER_ACCEPTED]")
        .contains("\"" + id + "\"");
    assertThat(outside.exitCode()).isEqualTo(2);
  }

  @Test
  void job_ofAnotherVersion_shouldBeReported() throws IOException {
    Path folder = Files.createDirectories(data.resolve("objects/rollcall/jobs/old-job"));
    Files.writeString(folder.resolve("job.json"), "{\"job_id\": \"old-job\"}");

    for (String option : new String[] {"--json", "--rebuild"}) {
      CommandResult result = CommandResult.run("report", "old-job", "--data", data, option);

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err())
          .contains(
              "jobs/old-job/job.json was written by another version of Rollcall and cannot be read"
                  + " [JOB_FILE_OF_OTHER_VERSION]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"job\": \"old-report\"}", "{\"job_id\": \"old-report\"}", "{}"})
  void report_ofAnotherVersion_shouldBeReported(String report) throws IOException {
    Path folder = Files.createDirectories(data.resolve("objects/rollcall/jobs/old-report"));
    Files.writeString(folder.resolve("report.json"), report);

    CommandResult result = CommandResult.run("report", "old-report", "--data", data);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("jobs/old-report/report.json was written", "[JOB_FILE_OF_OTHER_VERSION]");
  }

  @Test
  void job_thatWasStopped_shouldKeepItsStatusAndEnd() throws IOException {
    Path execution = data.resolve("executions/" + id + "/execution.json");
    String before = Files.readString(execution);
    ObjectNode stopped = (ObjectNode) Json.MAPPER.readTree(before);
    stopped.put("status", "ABORTED").put("stopDate", STOPPED.getEpochSecond() + 0.123);
    Files.writeString(execution, stopped.toString());

    JsonNode report = rebuilt();

    assertThat(report.path("status").asText()).isEqualTo("USER_ABORTED");
    assertThat(report.path("ended").asText()).isEqualTo(STOPPED.plusMillis(123).toString());
    assertThat(report.at("/counters/updated").intValue()).isEqualTo(1);

    Files.delete(execution);
    JsonNode again = rebuilt();
    assertThat(again.path("status"))
        .as("when the execution was deleted")
        .isEqualTo(report.path("status"));
    assertThat(again.path("ended")).isEqualTo(report.path("ended"));
    Files.writeString(execution, before);
  }

  private static JsonNode rebuilt() {
    return CommandResult.run("report", id, "--data", data, "--json", "--rebuild").json();
  }
}
