package org.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.FolderSearch;

/** Commands on a data folder with one damaged file. */
class DamagedFolderTest {

  private static final String JOB =
      """
      {"job_name": "leavers", "initiated_by": "manager", "set": "leavers",
       "changes": {"account_type": {"value": "INTERNAL"}, "user_group": {"value": "ALUMNI"}},
       "notify": {"type": "NOTIFY_PASSWORD_CHANGE"}}
      """;

  private static final String USERS =
      """
      {"primary_id": "manager", "account_type": "INTERNAL", \
      "user_role": [{"role_type": "21", "scope": "01RC_INST", "status": "ACTIVE"}]}
      {"primary_id": "reader.1", "account_type": "EXTERNAL", "external_id": "SIS", \
      "contact_info": {"email": [{"email_address": "one@example.edu", "preferred": true}]}}
      {"primary_id": "reader.2", "account_type": "EXTERNAL", "external_id": "SIS", \
      "contact_info": {"email": [{"email_address": "two@example.edu", "preferred": true}]}}
      """;

  /** Each command, with JOB and RETRY in place of a job's ID and the file that retries it. */
  private static final List<String> COMMANDS =
      List.of(
          "report JOB",
          "report JOB --rebuild",
          "run RETRY",
          "run AGAIN",
          "ls jobs/",
          "user reader.2",
          "forget reader.1",
          "load USERS --replace",
          "letters check");

  /** The number of combinations of a file, a damage and a command in each build. */
  private static final int CASES = Integer.getInteger("rollcall.damages", 40);

  @TempDir static Path temp;
  private static Path whole;
  private static String job = "";

  private enum Damage {
    EMPTY,
    CUT,
    GARBAGE,
    MISSING,
    FOLDER;

    void apply(Path file) throws IOException {
      byte[] content = Files.readAllBytes(file);
      switch (this) {
        case EMPTY -> Files.write(file, new byte[0]);
        case CUT -> Files.write(file, Arrays.copyOf(content, content.length / 2));
        case GARBAGE -> Files.write(file, new byte[] {(byte) 0xff, 0x00, '{', (byte) 0xfe, '"'});
        case MISSING -> Files.delete(file);
        case FOLDER -> {
          Files.delete(file);
          Files.createDirectories(file.resolve("folder"));
        }
      }
    }
  }

  private record Case(Path file, Damage damage, String command) {}

  @BeforeAll
  static void runJob() throws IOException {
    whole = temp.resolve("whole");
    Files.writeString(temp.resolve("users.jsonl"), USERS);
    Files.writeString(temp.resolve("leavers.csv"), "primary_id\nreader.1\nreader.2\nnobody\n");
    Files.writeString(temp.resolve("job.json"), JOB);
    assertThat(CommandResult.run("init", whole, "--empty").exitCode()).isZero();
    Files.writeString(whole.resolve("ses.json"), "{\"max_send_rate\": 1000}");
    run("load", temp.resolve("users.jsonl"));
    run("put", "sets/leavers.csv", temp.resolve("leavers.csv"));
    job = run("run", temp.resolve("job.json"), "--json").json().path("job_id").asText();
    Files.writeString(
        temp.resolve("retry.json"),
        "{\"initiated_by\": \"manager\", \"retry\": \"%s\"}".formatted(job));
    String letter =
        FolderSearch.filesWith("one@example.edu", whole.resolve("inbox")).get(0).toString();
    Files.writeString(whole.resolve("mail-events").resolve(letter.replace(".eml", ".json")), "[]");
  }

  private static CommandResult run(Object... arguments) {
    CommandResult result = runOn(whole, arguments);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result;
  }

  private static CommandResult runOn(Path data, Object... arguments) {
    return CommandResult.run(
        Stream.concat(Stream.of(arguments), Stream.of("--data", data)).toArray());
  }

  /** The combinations, of which each build runs a part that depends on nothing but their number. */
  private static List<Case> cases() throws IOException {
    try (Stream<Path> files = Files.walk(whole)) {
      List<Case> all =
          files
              .filter(Files::isRegularFile)
              .map(whole::relativize)
              .filter(
                  file ->
                      !file.startsWith("objects/rollcall/letters") || file.endsWith("header.html"))
              .sorted()
              .flatMap(
                  file ->
                      Stream.of(Damage.values())
                          .flatMap(
                              damage ->
                                  COMMANDS.stream()
                                      .map(command -> new Case(file, damage, command))))
              .toList();
      int step = Math.max(1, all.size() / CASES);
      return IntStream.range(0, all.size()).filter(i -> i % step == 0).mapToObj(all::get).toList();
    }
  }

  @Test
  void damagedFile_shouldNotBlockACommandOrBeNamedByIt() throws IOException {
    SoftAssertions softly = new SoftAssertions();
    int number = 0;
    for (Case one : cases()) {
      Path data = copy(whole, temp.resolve("case-" + number++));
      one.damage().apply(data.resolve(one.file()));

      CommandResult result;
      try {
        result = runOn(data, arguments(one.command()));
      } catch (AssertionError e) {
        softly.fail(one + ": " + e.getMessage());
        continue;
      }

      String output = result.out() + result.err();
      softly
          .assertThat(output)
          .as(one.toString())
          .doesNotContain("Exception", "internal error", "org.rollcall", "java.");
      if (result.exitCode() != 0) {
        // Without its file, a report is not made yet, and a job is not accepted.
        softly
            .assertThat(output)
            .as(one.toString())
            .containsAnyOf(one.file().getFileName().toString(), "--rebuild", "was accepted");
      }
      delete(data);
    }
    softly.assertAll();
  }

  @Test
  void damagedFile_shouldBeNamedByTheCommand() throws IOException {
    Path data = copy(whole, temp.resolve("events"));
    Path events = Files.writeString(data.resolve("mail-events/lost.json"), "");
    Files.writeString(data.resolve("inbox/lost.eml"), "");

    CommandResult report = runOn(data, "report", job);

    assertThat(report.exitCode()).isZero();
    assertThat(report.err()).contains(events + " is damaged, and was ignored. [FILE_DAMAGED]");
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static Object[] arguments(String command) {
    return Stream.of(command.split(" ", -1))
        .map(
            word ->
                switch (word) {
                  case "JOB" -> job;
                  case "RETRY" -> temp.resolve("retry.json").toString();
                  case "AGAIN" -> temp.resolve("job.json").toString();
                  case "USERS" -> temp.resolve("users.jsonl").toString();
                  default -> word;
                })
        .toArray();
  }

  private static Path copy(Path folder, Path copy) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.toList()) {
        Files.copy(path, copy.resolve(folder.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return copy;
  }
}
