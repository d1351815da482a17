package org.rollcall.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.cli.CommandResult;

/** A machine loses its power, and with it the last writes of some files. */
class LossOfPowerTest {

  private static final String USERS =
      """
      {"primary_id": "manager", "account_type": "INTERNAL", \
      "user_role": [{"role_type": "21", "scope": "01RC_INST", "status": "ACTIVE"}]}
      {"primary_id": "ada", "account_type": "EXTERNAL", "external_id": "SIS", \
      "contact_info": {"email": [{"email_address": "ada@example.edu", "preferred": true}]}}
      {"primary_id": "ben", "account_type": "EXTERNAL", "external_id": "SIS", \
      "contact_info": {"email": [{"email_address": "ben@example.edu", "preferred": true}]}}
      """;

  private static final String JOB =
      """
      {"job_name": "leavers", "initiated_by": "manager", "set": {"members": ["ada", "ben"]},
       "changes": {"account_type": {"value": "INTERNAL"}},
       "notify": {"type": "NOTIFY_PASSWORD_CHANGE"}}
      """;

  @TempDir Path temp;
  private Path data;
  private String job = "";

  @BeforeEach
  void runJob() throws IOException {
    data = temp.resolve("data");
    run("init", data, "--empty");
    run("load", Files.writeString(temp.resolve("users.jsonl"), USERS), "--data", data);
    Files.copy(data.resolve("users.db"), temp.resolve("users.db"));
    Path input = Files.writeString(temp.resolve("job.json"), JOB);
    job = run("run", input, "--json", "--data", data).json().path("job_id").asText();
  }

  @Test
  void changesThatOnlyTheLedgerHas_shouldBeReportedAsLostAndRepeatedByARetry() throws IOException {
    Files.copy(
        temp.resolve("users.db"), data.resolve("users.db"), StandardCopyOption.REPLACE_EXISTING);

    CommandResult report = run("report", job, "--rebuild", "--json", "--data", data);

    assertThat(report.json().at("/counters/not_reached").asInt()).isEqualTo(2);
    assertThat(report.json().at("/counters/letters_sent").asInt()).isZero();
    assertThat(Files.readAllLines(jobFile("users.csv")))
        .filteredOn(row -> row.contains("NOT_IN_RECORD"))
        .hasSize(2);
    retry();
    assertThat(accountType("ada")).isEqualTo("INTERNAL");
    assertThat(accountType("ben")).isEqualTo("INTERNAL");
  }

  @Test
  void damagedPages_shouldBeNamedAndCompletedFromTheRecords() throws IOException {
    List<Path> pages = pages();
    assertThat(pages).hasSize(4);
    Files.write(pages.get(0), new byte[0]);
    Files.writeString(pages.get(1), Files.readString(pages.get(1)).substring(0, 40));
    Files.write(pages.get(2), new byte[] {0, 0, 0});
    Files.writeString(pages.get(3), "{}\n");

    CommandResult report = run("report", job, "--rebuild", "--json", "--data", data);

    assertThat(report.json().at("/counters/updated").asInt()).isEqualTo(2);
    assertThat(report.json().at("/counters/letters_sent").asInt()).isEqualTo(2);
    assertThat(report.json().path("remarks").toString())
        .contains("outcomes/000001.jsonl is damaged", "letters/000002.jsonl is damaged");
    assertThat(retry().path("status").asText()).isEqualTo("COMPLETED_NO_BULKS");
  }

  @Test
  void retryOfAJobWithADamagedFile_shouldBeRejectedWithItsName() throws IOException {
    Files.write(jobFile("chunks.json"), new byte[0]);

    CommandResult retry = CommandResult.run("run", retryInput(), "--data", data);

    assertThat(retry.exitCode()).isEqualTo(2);
    assertThat(retry.err()).contains("jobs/" + job + "/chunks.json is damaged", "[JOB_DAMAGED]");
  }

  /** Such a job has changed users, so nobody may be told that it was never accepted. */
  @Test
  void jobWhoseObjectIsMissing_shouldNotCountAsNeverAccepted() throws IOException {
    Files.delete(jobFile("job.json"));

    CommandResult report = CommandResult.run("report", job, "--rebuild", "--data", data);
    CommandResult retry = CommandResult.run("run", retryInput(), "--data", data);

    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(report.err()).contains(job + "/job.json is missing", "[JOB_FILE_MISSING]");
    assertThat(retry.exitCode()).isEqualTo(2);
    assertThat(retry.err()).contains(job + "/job.json is missing", "[JOB_DAMAGED]");
  }

  @Test
  void damagedReport_shouldBeNamedAndMadeAgain() throws IOException {
    Files.writeString(jobFile("report.json"), "{\"job_id\": \"");
    Files.write(data.resolve("executions").resolve(job).resolve("execution.json"), new byte[0]);

    CommandResult report = CommandResult.run("report", job, "--data", data);

    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(report.err()).contains("report.json is damaged", "--rebuild", "[JOB_FILE_DAMAGED]");
    CommandResult rebuilt = run("report", job, "--rebuild", "--data", data);
    assertThat(rebuilt.out()).contains("2  updated");
    assertThat(rebuilt.err()).contains("execution.json is damaged", "[FILE_DAMAGED]");
  }

  private JsonNode retry() throws IOException {
    return run("run", retryInput(), "--json", "--data", data).json();
  }

  private Path retryInput() throws IOException {
    return Files.writeString(
        temp.resolve("retry.json"),
        "{\"initiated_by\": \"manager\", \"retry\": \"%s\"}".formatted(job));
  }

  private String accountType(String id) {
    return run("user", id, "--data", data).json().at("/account_type/value").asText();
  }

  private Path jobFile(String name) {
    return data.resolve("objects/rollcall/jobs").resolve(job).resolve(name);
  }

  /** The pages of the ledger, without the one that {@code PrepareJob} wrote. */
  private List<Path> pages() throws IOException {
    try (Stream<Path> outcomes = Files.list(jobFile("outcomes"));
        Stream<Path> letters = Files.list(jobFile("letters"))) {
      return Stream.concat(outcomes, letters)
          .filter(page -> !page.endsWith("000000.jsonl"))
          .sorted()
          .toList();
    }
  }

  private static CommandResult run(Object... arguments) {
    CommandResult command = CommandResult.run(arguments);
    assertThat(command.exitCode()).as(command.err()).isZero();
    return command;
  }
}
