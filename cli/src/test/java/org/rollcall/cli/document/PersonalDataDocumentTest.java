package org.rollcall.cli.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.FolderSearch;
import org.rollcall.PageText;
import org.rollcall.cli.CommandResult;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.id.JobId;
import org.rollcall.json.Json;
import org.rollcall.letter.ses.LetterTags;
import org.rollcall.user.PrimaryId;

/** {@code docs/personal-data.md}: the objects of a job's folder, and the erasure of a person. */
class PersonalDataDocumentTest {

  private static final Path PAGE =
      Path.of(System.getProperty("rollcall.home")).resolve("docs/personal-data.md");

  private static final Pattern OBJECT =
      Pattern.compile("^\\| `jobs/ID/([^`]+)` \\|", Pattern.MULTILINE);

  private static final String ID = "reader.0042";

  /** Values that occur only in the user's record and in data that is derived from it. */
  private static final List<String> VALUES =
      List.of(
          "Zephyrine", "Quatermain", "zq@m", "Quince Row", "locker-4711", "card-4714", "GR-4715");

  private static final String USERS =
      """
      {"primary_id": "Reader.0042", "account_type": "EXTERNAL", "external_id": "SIS", "status": "ACTIVE", \
      "first_name": "Zephyrine", "last_name": "Quatermain", "user_group": "GR-4715", "preferred_language": "en", \
      "contact_info": {"email": [{"email_address": "zq@marked.example", "preferred": true}], "address": [{"line1": "Quince Row"}]}, \
      "user_note": [{"note_type": "GENERAL", "note_text": "locker-4711", "segment_type": "Internal"}], \
      "user_identifier": [{"id_type": "BARCODE", "value": "card-4714"}]}
      {"primary_id": "another", "account_type": "EXTERNAL", "external_id": "SIS", "user_group": "UG", "first_name": "An", \
      "contact_info": {"email": [{"email_address": "another@example.edu", "preferred": true}]}}
      {"primary_id": "manager", "account_type": "INTERNAL", "user_role": [{"role_type": "21", "scope": "01RC_INST", "status": "ACTIVE"}]}
      """;

  private static final String JOB =
      """
      {"initiated_by": "manager", "set": "leavers",
       "changes": {"account_type": {"value": "INTERNAL"}, "user_group": {"value": "ALUMNI"},
                   "notes": {"remove": [{"note_type": "GENERAL"}]},
                   "email": {"replace_domain": {"from": "marked.example", "to": "moved.example"}}},
       "notify": {"type": "NOTIFY_PASSWORD_CHANGE"}, "limits": {"max_failures_percent": 100}}
      """;

  @TempDir static Path temp;

  /** The data folder before the erasure. */
  private static Path before;

  /** The data folder after the erasure. */
  private static Path after;

  private static String job = "";
  private static CommandResult forgotten;

  @BeforeAll
  static void runJobsAndForget() throws IOException {
    before = temp.resolve("before");
    runJobs(before);
    addPendingEvents(before);
    run("report", job, "--data", before);
    addPendingEvents(before);
    System.setProperty("java.awt.headless", "true");
    run("letters", "preview", "NOTIFY_PASSWORD_CHANGE", ID, "--open", "--data", before);
    after = copy(before, "after");
    forgotten = run("forget", ID, "--data", after);
  }

  private static void runJobs(Path data) throws IOException {
    Files.writeString(temp.resolve("users.jsonl"), USERS);
    Files.writeString(temp.resolve("leavers.csv"), "primary_id\nREADER.0042\nanother\nnobody\n");
    Files.writeString(temp.resolve("job.json"), JOB);
    Files.writeString(
        temp.resolve("test.json"),
        JOB.replace("CHANGE\"}", "CHANGE\", \"test_to\": \"me@example.edu\"}"));
    run("init", data, "--empty");
    run("load", temp.resolve("users.jsonl"), "--data", data);
    run("put", "sets/leavers.csv", temp.resolve("leavers.csv"), "--data", data);
    run("run", temp.resolve("test.json"), "--json", "--data", data);
    job =
        run("run", temp.resolve("job.json"), "--json", "--data", data)
            .json()
            .path("job_id")
            .asText();
  }

  private static Path copy(Path folder, String name) throws IOException {
    Path copy = temp.resolve(name);
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.toList()) {
        Files.copy(path, copy.resolve(folder.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return copy;
  }

  private static CommandResult run(Object... arguments) {
    CommandResult command = CommandResult.run(arguments);
    assertThat(command.exitCode()).as(command.err()).isZero();
    return command;
  }

  @Test
  void page_shouldListExactlyTheObjectsOfAJobsFolder() throws IOException {
    List<String> listed =
        OBJECT.matcher(Files.readString(PAGE)).results().map(found -> found.group(1)).toList();
    TreeSet<String> there = new TreeSet<>();
    run("ls", "jobs/" + job + "/", "--data", before)
        .lines()
        .forEach(key -> there.add(key.split("/", 3)[2].replaceFirst("/.*", "/")));
    // This job has no failures, was not stopped or continued, was not started by StartJob, and is
    // neither partial nor a preview or its confirm.
    there.addAll(
        List.of(
            "failures/",
            "stop.json",
            "start.json",
            "preview.json",
            "discarded.json",
            "forecast.json",
            "continued/",
            "confirmed/",
            "previewed/",
            "before-images/",
            "undone-letter.json",
            "undone/",
            "chain/",
            "held-back.json"));

    assertThat(listed).containsExactlyInAnyOrderElementsOf(there);
    for (String value : VALUES) {
      assertThat(filesWith(value, before.resolve("objects")))
          .as(value)
          .allMatch(file -> file.contains("/outcomes/") || value.startsWith("GR-"));
    }
    assertThat(filesWith("GR-4715", before.resolve("objects/rollcall/jobs/" + job)))
        .containsExactlyInAnyOrder("outcomes/000001.jsonl", "users.csv");
  }

  /** Writes pending delivery events, as a killed process leaves them. */
  private static void addPendingEvents(Path data) throws IOException {
    String id =
        filesWith("zq@moved.example", data.resolve("inbox"))
            .get(0)
            .replaceFirst(".*-(\\w{16}-[\\w-]{36}-\\d+)\\.eml", "$1");
    for (String message : List.of(id, "never-sent")) {
      ObjectNode event = Json.MAPPER.createObjectNode().put("eventType", "Bounce");
      event
          .putObject("bounce")
          .put("bounceType", "Permanent")
          .put("timestamp", "2026-11-22T10:00:00Z");
      ObjectNode mail = event.putObject("mail").put("messageId", message);
      mail.putArray("destination").add("zq@moved.example");
      ObjectNode tags = mail.putObject("tags");
      new LetterTags(new JobId(job), Optional.empty(), PrimaryId.of(ID))
          .toMap()
          .forEach((name, value) -> tags.putArray(name).add(value));
      Files.write(
          data.resolve("mail-events").resolve(message + ".json"),
          Json.bytes(List.of(Json.text(event))));
    }
  }

  @Test
  void erasedPerson_shouldLeaveNoValues() {
    assertThat(filesWith("Zephyrine", before)).contains("preview.html");
    assertThat(filesWith("zq@moved.example", before.resolve("inbox"))).isNotEmpty();
    assertThat(filesWith("Zephyrine", before.resolve("users.db"))).isNotEmpty();

    for (String value : VALUES) {
      assertThat(filesWith(value, after)).as(value).isEmpty();
    }
    assertThat(after.resolve("mail-events")).isEmptyDirectory();
    String report = run("report", job, "--data", before).out();
    String owed = "\n1 letter owed: ";
    assertThat(report).contains(owed);
    assertThat(run("report", job, "--data", after).out())
        .as("the same, but a deleted user is owed nothing")
        .isEqualTo(
            report.substring(0, report.indexOf(owed)).replace(before.toString(), after.toString())
                + "\nTo see what changed:\n./rollcall diff %s --data %s\n".formatted(job, after));
    assertThat(forgotten.lines())
        .startsWith("The record was deleted.")
        .anyMatch(line -> line.startsWith("2 jobs had this member, who is now called forgotten-"))
        .contains(
            "2 letters in the inbox deleted.",
            "Remaining data:",
            "  sets/leavers.csv lists this person");
  }

  @Test
  void idOfAnErasedPerson_shouldRemainOnlyWhereThePageSays() {
    assertThat(
            Stream.concat(filesWith(ID, after).stream(), filesWith("READER.0042", after).stream()))
        .isNotEmpty()
        .allMatch(file -> file.startsWith("executions/") || file.endsWith("sets/leavers.csv"));
    assertThat(run("get", "jobs/" + job + "/users.csv", "--data", after).lines())
        .hasSize(4)
        .anyMatch(row -> row.startsWith("forgotten-") && row.contains(",,RESET,SENT,,BOUNCED,"))
        .anyMatch(row -> row.startsWith("another,UPDATED,") && row.contains("ALUMNI"));
    assertThat(PageText.of(run("get", "jobs/" + job + "/report.html", "--data", after).out()))
        .contains("forgotten-", "another");
    assertThat(filesWith("another@example.edu", after.resolve("inbox"))).hasSize(1);
    assertThat(run("user", "another", "--data", after).json().path("first_name").asText())
        .isEqualTo("An");
  }

  @Test
  void personWithoutData_shouldNotBeFound() throws IOException {
    Path data = copy(after, "without-set");
    Path others = Files.writeString(temp.resolve("others.csv"), "primary_id\nanother\n");
    run("put", "sets/leavers.csv", others, "--data", data);

    CommandResult again = CommandResult.run("forget", ID, "--data", data);

    assertThat(again.exitCode()).isEqualTo(ExitCode.REJECTED);
    assertThat(again.err())
        .contains("no user has the primary ID " + ID + ", and no job or set contains it")
        .contains("[PERSON_NOT_FOUND]");
  }

  /** The files in a folder that contain a text, by their paths in it. */
  private static List<String> filesWith(String text, Path folder) {
    return FolderSearch.filesWith(text, folder).stream().map(Path::toString).toList();
  }
}
