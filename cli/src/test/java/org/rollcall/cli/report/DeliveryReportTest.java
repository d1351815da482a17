package org.rollcall.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.cli.CommandResult;
import org.rollcall.json.Json;

/** Reports of jobs with delivery events after their end. */
class DeliveryReportTest {

  private static final String USERS =
      """
      [{"primary_id": "ann", "account_type": "INTERNAL", "contact_info": {"email": [
          {"email_address": "bounce+ann@simulator.amazonses.com", "preferred": true}]}},
       {"primary_id": "bob", "account_type": "INTERNAL", "contact_info": {"email": [
          {"email_address": "bob@example.edu", "preferred": true}]}}]
      """;

  private static final String JOB =
      """
      {"initiated_by": "mlibrarian", "set": {"members": ["ann", "bob"]},
       "notify": {"type": "ACCOUNT_UPDATED"}}
      """;

  @TempDir static Path temp;
  static Path data;
  static JsonNode first;

  @BeforeAll
  static void runJob() throws IOException {
    data = temp.resolve("data");
    CommandResult.run("init", data);
    Path users = Files.writeString(temp.resolve("users.json"), USERS);
    assertThat(CommandResult.run("load", users, "--data", data).exitCode()).isZero();
    first = run();
  }

  private static JsonNode run() throws IOException {
    Path job = Files.writeString(temp.resolve("job.json"), JOB);
    return CommandResult.run("run", job, "--data", data, "--json").json();
  }

  private static int count(JsonNode report, String counter) {
    return report.path("counters").path(counter).intValue();
  }

  @Test
  void run_shouldWaitForDeliveryEvents() {
    assertThat(count(first, "letters_sent")).isEqualTo(2);
    assertThat(count(first, "letters_delivered")).isEqualTo(1);
    assertThat(count(first, "letters_bounced")).isEqualTo(1);
  }

  @Test
  void report_withLaterEvents_shouldBeMadeAgainWithTheSameEnd() throws IOException {
    JsonNode job = run();
    String users =
        CommandResult.run(
                "get", "jobs/" + job.path("job_id").asText() + "/users.csv", "--data", data)
            .out();
    String message =
        users.lines().filter(line -> line.startsWith("bob,")).findFirst().orElseThrow();
    String[] cells = message.split(",", -1);
    complain(job, cells[7]);

    CommandResult text = CommandResult.run("report", job.path("job_id").asText(), "--data", data);

    assertThat(text.out())
        .contains("1  not notified: an earlier letter bounced")
        .contains("0  letters delivered")
        .contains("1  letters marked as spam");
    JsonNode again =
        CommandResult.run("report", job.path("job_id").asText(), "--data", data, "--json").json();
    assertThat(count(again, "letters_complained")).isEqualTo(1);
    assertThat(again.path("ended")).isEqualTo(job.path("ended"));
    assertThat(again.path("status")).isEqualTo(job.path("status"));
  }

  /** Writes a pending event, as a killed process leaves it. */
  private static void complain(JsonNode job, String messageId) throws IOException {
    String jobId = job.path("job_id").asText();
    String event =
        """
        {"eventType": "Complaint", "complaint": {"timestamp": "2026-11-22T10:00:00Z"},
         "mail": {"messageId": "%s", "destination": ["bob@example.edu"], "tags": {
           "rollcall_job": ["%s"], "rollcall_root": ["%s"], "rollcall_user_1": ["Ym9i"]}}}
        """
            .formatted(messageId, jobId, jobId);
    Files.write(
        data.resolve("mail-events/" + messageId + ".json"), Json.bytes(new String[] {event}));
  }
}
