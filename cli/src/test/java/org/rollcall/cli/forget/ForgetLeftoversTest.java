package org.rollcall.cli.forget;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.cli.CommandResult;
import org.rollcall.json.Json;
import org.rollcall.local.LocalStack;
import org.rollcall.local.admin.RecordIntake;

/** {@code rollcall forget} in a folder in which killed processes have left files. */
class ForgetLeftoversTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));

  /** What no file may contain afterwards: ID, names, barcode, street, phone and address. */
  private static final List<String> PERSON =
      List.of(
          "r.quill", "Quillfeather", "Zebulon", "BC-90817", "9 Tanglewood", "555-0142", "rq@post");

  private static final String RECORD =
      """
      {"primary_id": "r.quill", "account_type": "EXTERNAL", "external_id": "SIS", \
      "first_name": "Zebulon", "last_name": "Quillfeather", \
      "user_identifier": [{"id_type": "BARCODE", "value": "BC-90817", "status": "ACTIVE"}], \
      "contact_info": {"email": [{"email_address": "rq@post.example", "preferred": true}], \
      "phone": [{"phone_number": "555-0142"}], "address": [{"line1": "9 Tanglewood"}]}, \
      "user_note": [{"note_text": "%s"}]}
      """;

  private static final String UUID = "-3f2c7a5e-8d1b-4c3a-9e6f-112233445566";

  @TempDir Path temp;

  @Test
  void person_shouldBeInNoFileThatTheCommandDoesNotName() throws IOException {
    Path data = temp.resolve("data");
    run("init", data, "--empty");
    load(
        data,
        """
        {"primary_id": "manager", "account_type": "INTERNAL", \
        "user_role": [{"role_type": "21", "scope": "01RC_INST", "status": "ACTIVE"}]}
        """);
    // A long record that was replaced leaves pages of the database that are not in use.
    load(data, RECORD.formatted("Quillfeather ".repeat(2_000)));
    load(data, RECORD.formatted("short"), "--replace");
    load(data, "{\"primary_id\": \"other\", \"user_note\": [{\"note_text\": \"of R.Quill\"}]}");
    Path job =
        Files.writeString(
            temp.resolve("job.json"),
            """
            {"initiated_by": "manager", "set": {"members": ["r.quill"]},
             "changes": {"account_type": {"value": "INTERNAL"}},
             "notify": {"type": "NOTIFY_PASSWORD_CHANGE"}}
            """);
    String id = run("run", job, "--json", "--data", data).json().path("job_id").asText();
    run("letters", "preview", "NOTIFY_PASSWORD_CHANGE", "r.quill", "--data", data);
    Path folder = Path.of("objects/rollcall/jobs").resolve(id);
    for (Path left :
        List.of(
            folder.resolve("report.html" + UUID),
            folder.resolve("outcomes/000001.jsonl" + UUID),
            Path.of("objects/rollcall/sets/new.csv" + UUID),
            Path.of("inbox/0123.part"),
            Path.of("mail-events/0123.part"),
            Path.of("mail-events/0123.json"),
            Path.of("executions").resolve(id).resolve("execution.json.new"),
            Path.of("preview.html"))) {
      Files.createDirectories(data.resolve(left).getParent());
      Files.writeString(data.resolve(left), RECORD.formatted(""));
    }
    leaveLogOfKilledProcess(data);

    CommandResult forget = run("forget", "R.QUILL", "--data", data);

    assertThat(filesWithPerson(data))
        .containsExactlyInAnyOrder(
            "users.db",
            "executions/" + id + "/execution.json",
            "executions/" + id + "/history.jsonl");
    assertThat(forget.out())
        .contains("the history of the execution " + id, "users.db contains an ID or an address");
    assertThat(run("user", "other", "--data", data).out()).contains("of R.Quill");
    load(data, "{\"primary_id\": \"other\"}", "--replace");
    run("forget", "other", "--data", data);
    assertThat(filesWithPerson(data)).as("without the note about the person").hasSize(2);
  }

  /** The database with a log that was not written into it. */
  private void leaveLogOfKilledProcess(Path data) throws IOException {
    List<Path> copies = new ArrayList<>();
    try (LocalStack stack = LocalStack.open(data, HOME)) {
      stack
          .userAdministration()
          .load(
              List.of(
                  RecordIntake.take(
                      Json.read(
                          RECORD.formatted("in the log").getBytes(ISO_8859_1), JsonNode.class))));
      for (String name : List.of("users.db", "users.db-wal")) {
        copies.add(Files.copy(data.resolve(name), temp.resolve(name)));
      }
    }
    assertThat(Files.readString(copies.get(1), ISO_8859_1)).contains("Quillfeather");
    for (Path copy : copies) {
      Files.deleteIfExists(data.resolve(copy.getFileName()));
      Files.move(copy, data.resolve(copy.getFileName()));
    }
  }

  private static List<String> filesWithPerson(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(Files::isRegularFile)
          .filter(ForgetLeftoversTest::hasPerson)
          .map(file -> data.relativize(file).toString())
          .toList();
    }
  }

  private static boolean hasPerson(Path file) {
    try {
      String bytes = Files.readString(file, ISO_8859_1).toLowerCase(Locale.ROOT);
      return PERSON.stream().anyMatch(text -> bytes.contains(text.toLowerCase(Locale.ROOT)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void load(Path data, String records, Object... options) throws IOException {
    Path file = Files.writeString(temp.resolve("users.jsonl"), records);
    run(Stream.concat(Stream.of("load", file, "--data", data), Stream.of(options)).toArray());
  }

  private static CommandResult run(Object... arguments) {
    CommandResult command = CommandResult.run(arguments);
    assertThat(command.exitCode()).as(command.err()).isZero();
    return command;
  }
}
