package org.rollcall.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.Given;
import org.rollcall.json.Json;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The jobs, sets and schedules of {@code docs/recipes.md}, at the times of the schedules. */
class RecipesDocumentTest {

  private static final Pattern FILE =
      Pattern.compile(
          "^`([\\w/-]+[.]json)`\\n\\n```json\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern SCHEDULE =
      Pattern.compile(
          "--name graduates-(\\w+) --schedule-expression 'cron\\((\\d+) (\\d+) (\\d+) (\\d+) [?] [*]\\)'");
  private static final Pattern CRONTAB =
      Pattern.compile(
          "^(\\d+) (\\d+) +(\\d+) (\\d+) [*] .*/rollcall run (\\w+)[.]json$", Pattern.MULTILINE);

  private static final int YEAR = 2027;

  private final SettableClock clock = new SettableClock();
  private final Map<String, String> files = new TreeMap<>();
  private final Map<String, LocalDateTime> schedules = new TreeMap<>();

  @TempDir Path folder;
  @AutoClose private TestLibrary library;

  @BeforeEach
  void open() throws IOException {
    String document = Files.readString(TestLibrary.HOME.resolve("docs/recipes.md"));
    FILE.matcher(document).results().forEach(file -> files.put(file.group(1), file.group(2)));
    SCHEDULE
        .matcher(document)
        .results()
        .forEach(schedule -> schedules.put(schedule.group(1), time(schedule, 2)));
    assertThat(schedules).containsOnlyKeys("announce", "convert", "remind");
    assertThat(CRONTAB.matcher(document).results())
        .hasSize(schedules.size())
        .allSatisfy(line -> assertThat(schedules).containsEntry(line.group(5), time(line, 1)));

    clock.set(requireNonNull(schedules.get("announce")).toInstant(ZoneOffset.UTC));
    library = TestLibrary.empty(folder, clock);
    library.load(
        Patron.withRole("21", "mlibrarian"),
        Patron.external("english"),
        Patron.external("french").with("preferred_language", "fr"),
        Patron.external("arabic").with("preferred_language", "ar"),
        Patron.external("signed.in"),
        Patron.external("enrolled.again"),
        Patron.external("unreachable").withoutEmail(),
        Patron.external("late"));
    graduates("english", "french", "arabic", "signed.in", "enrolled.again", "unreachable");
    files.forEach(
        (name, content) -> {
          if (name.startsWith("sets/")) {
            library.put(name, content);
          }
        });
  }

  private void graduates(String... ids) {
    library.put("sets/graduating-patrons.csv", "primary_id\n" + String.join("\n", ids) + "\n");
  }

  /** The time of a schedule: minute, hour, day and month. */
  private static LocalDateTime time(MatchResult schedule, int first) {
    int[] parts = new int[4];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = Integer.parseInt(schedule.group(first + i));
    }
    return LocalDateTime.of(YEAR, parts[3], parts[2], parts[1], parts[0]);
  }

  private ObjectNode job(String name) {
    return (ObjectNode) Given.json(requireNonNull(files.get(name + ".json")));
  }

  /** Delivers a schedule at its time, and waits for the job. */
  private EndedJob deliver(String name) {
    LocalDateTime due = requireNonNull(schedules.get(name));
    clock.set(due.toInstant(ZoneOffset.UTC));
    ObjectNode input = Json.MAPPER.createObjectNode();
    input.put("due", due + ":00Z").set("job", job(name));
    String execution =
        library
            .states()
            .startExecution(
                start ->
                    start
                        .stateMachineArn(StackSettings.SCHEDULE_STATE_MACHINE.stateMachineArn())
                        .input(input.toString()))
            .executionArn();
    DescribeExecutionResponse described;
    do {
      Thread.onSpinWait();
      described = library.states().describeExecution(of -> of.executionArn(execution));
    } while (described.status() == ExecutionStatus.RUNNING);
    assertThat(described.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    String beginning =
        due.toString().replaceAll("[-:]", "").replace('T', '-') + "00-graduates-" + name;
    List<String> jobs =
        library
            .states()
            .listExecutions(
                list -> list.stateMachineArn(StackSettings.STATE_MACHINE.stateMachineArn()))
            .executions()
            .stream()
            .map(job -> job.name())
            .filter(id -> id.startsWith(beginning))
            .toList();
    assertThat(jobs).hasSize(1);
    return library.await(jobs.get(0));
  }

  private List<String> recipients(EndedJob job) {
    return job.users().entrySet().stream()
        .filter(user -> "SENT".equals(user.getValue().get("letter")))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The only letter of a type to a user. */
  private InboxLetter letter(String id, String type) {
    List<InboxLetter> letters =
        library.lettersTo(id + "@example.edu").stream()
            .filter(letter -> letter.subject().equals(subject(type, letter)))
            .toList();
    assertThat(letters).hasSize(1);
    return letters.get(0);
  }

  private static String subject(String type, InboxLetter letter) {
    Path file = TestLibrary.HOME.resolve("letters").resolve(type).resolve(letter.language());
    try {
      return Files.readString(file.resolve("subject.txt")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void signIn(String id) {
    String password = letter(id, "NOTIFY_PASSWORD_CHANGE").password();
    assertThat(library.verdict(id, password)).isEqualTo("ACCEPTED");
  }

  @Test
  void recipe_shouldAnnounceConvertAndRemind() {
    EndedJob announced = deliver("announce");
    assertThat(recipients(announced))
        .containsExactly("english", "french", "arabic", "signed.in", "enrolled.again");
    assertThat(library.record("english").path("account_type").path("value").asText())
        .isEqualTo("EXTERNAL");

    graduates("english", "french", "arabic", "signed.in", "unreachable", "late");
    EndedJob converted = deliver("convert");
    assertThat(recipients(converted)).containsExactly("english", "french", "arabic", "signed.in");
    assertThat(converted.users())
        .as("not those without an announcement, or removed since")
        .doesNotContainKeys("late", "enrolled.again");
    assertThat(converted.reason("unreachable")).isEqualTo("NOT_REACHABLE");
    signIn("signed.in");

    EndedJob reminded = deliver("remind");
    assertThat(recipients(reminded)).containsExactly("english", "french", "arabic");
    for (String id : recipients(reminded)) {
      assertThat(letter(id, "CONVERSION_NOTICE").text()).contains(id);
      String password = letter(id, "NOTIFY_PASSWORD_CHANGE").password();
      InboxLetter reminder = letter(id, "SIGN_IN_REMINDER");
      assertThat(reminder.text())
          .contains("https://library.example.edu/account", id)
          .doesNotContain(password);
      assertThat(reminder.html()).doesNotContain(password);
    }
    assertThat(library.letters()).extracting(InboxLetter::language).contains("en", "fr", "ar");
    assertThat(library.lettersTo("signed.in@example.edu")).hasSize(2);
  }

  @Test
  void reminder_onTheSameDay_shouldBeSentOnce_unlessItIsWanted() {
    deliver("announce");
    deliver("convert");
    EndedJob reminded = deliver("remind");
    assertThat(recipients(reminded)).hasSize(5);

    assertThat(deliver("remind").id())
        .as("the schedule is delivered twice")
        .isEqualTo(reminded.id());
    EndedJob again = library.runVerbatim(job("remind").toString());
    assertThat(again.status()).isEqualTo("COMPLETED_NO_BULKS");
    assertThat(library.letters()).hasSize(15);

    signIn("english");
    EndedJob wanted = library.runVerbatim(job("remind").put("set", "not-signed-in").toString());
    assertThat(recipients(wanted))
        .containsExactly("french", "arabic", "signed.in", "enrolled.again");
  }

  @Test
  void reminder_whoseLetterWasNotSent_shouldBeSentByTheNextRun() {
    deliver("announce");
    deliver("convert");
    library.sesAccount("{'sending_enabled': false}");
    assertThat(recipients(deliver("remind"))).isEmpty();
    library.sesAccount("{}");

    assertThat(recipients(library.runVerbatim(job("remind").toString()))).hasSize(5);
  }

  @Test
  void jobsAfterADayWithoutAnnouncement_shouldHaveNobody() {
    for (String name : List.of("convert", "remind")) {
      EndedJob job = deliver(name);
      assertThat(job.status()).isEqualTo("COMPLETED_NO_BULKS");
      assertThat(job.report().path("set").path("ignored").toString())
          .contains("no job named \\\"Graduates: ");
    }
  }
}
