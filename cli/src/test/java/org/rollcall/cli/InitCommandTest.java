package org.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.letter.TimeZones;

/** Tests the command {@code rollcall init}. */
class InitCommandTest {

  @TempDir Path temp;

  @Test
  void folder_shouldBeFilledWithTheSampleInstitution() {
    Path data = temp.resolve("data");

    CommandResult command = CommandResult.run("init", data);

    assertThat(command.exitCode()).isZero();
    assertThat(command.out())
        .contains(data + " is ready, with 1400 users", "Its operators are mlibrarian and uadmin.");
    CommandResult user = CommandResult.run("user", "MLIBRARIAN", "--data", data);
    assertThat(user.err()).isEmpty();
    assertThat(user.json().path("primary_id").asText()).isEqualTo("mlibrarian");
    assertThat(CommandResult.run("ls", "sets/", "--data", data).lines())
        .contains("sets/graduating-patrons.csv");
  }

  @Test
  void folder_withEmpty_shouldHaveLettersButNoUsersOrSets() {
    Path data = temp.resolve("data");

    CommandResult command = CommandResult.run("init", data, "--empty");

    assertThat(command.exitCode()).isZero();
    assertThat(command.out()).contains("without users and sets");
    assertThat(CommandResult.run("ls", "--data", data).lines())
        .contains("institution.json", "letters/NOTIFY_PASSWORD_CHANGE/letter.json")
        .noneMatch(key -> key.startsWith("sets/"));
    assertThat(CommandResult.run("user", "mlibrarian", "--data", data).exitCode()).isEqualTo(2);
  }

  @Test
  void folder_thatIsADataFolder_shouldBeRejected() {
    Path data = temp.resolve("data");
    CommandResult.run("init", data, "--empty");

    CommandResult command = CommandResult.run("init", data);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains("is already a data folder", "[DATA_FOLDER_EXISTS]");
  }

  private static String timeZone(Path data) {
    return CommandResult.run("get", "institution.json", "--data", data)
        .json()
        .path("time_zone")
        .asText();
  }

  @Test
  void timeZone_shouldBeThatOfTheMachineOrTheOption() {
    Path data = temp.resolve("data");
    CommandResult command = CommandResult.run("init", data, "--empty");
    assertThat(command.out())
        .contains("The time zone is " + TimeZones.ofMachine() + ", as on this machine");
    assertThat(timeZone(data)).isEqualTo(TimeZones.ofMachine().getId());

    Path chosen = temp.resolve("chosen");
    assertThat(
            CommandResult.run("init", chosen, "--empty", "--time-zone", "Pacific/Auckland").out())
        .contains("The time zone is Pacific/Auckland. It is");
    assertThat(timeZone(chosen)).isEqualTo("Pacific/Auckland");
  }

  @Test
  void timeZone_thatIsUnknown_shouldBeRejectedWithSimilarNames() {
    CommandResult command =
        CommandResult.run("init", temp.resolve("data"), "--empty", "--time-zone", "auckland");
    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains("Pacific/Auckland", "[TIME_ZONE_UNKNOWN]");
  }

  @Test
  void question_shouldBeAskedUntilTheAnswerIsATimeZone() {
    Deque<String> answers = new ArrayDeque<>(List.of("Vienna", "europe/vienna", " Europe/Vienna "));
    List<String> questions = new ArrayList<>();
    ZoneId zone =
        TimeZoneQuestion.ask(
            question -> {
              questions.add(question);
              return answers.poll();
            });
    assertThat(zone).isEqualTo(ZoneId.of("Europe/Vienna"));
    assertThat(questions).hasSize(3);
    assertThat(questions.get(1)).contains("Europe/Vienna");
    assertThat(TimeZoneQuestion.ask(question -> "")).isEqualTo(TimeZones.ofMachine());
  }

  @Test
  void put_ofAnInstitutionWithoutTimeZone_shouldRemarkThatItIsLost() throws IOException {
    Path data = temp.resolve("data");
    CommandResult.run("init", data, "--empty", "--time-zone", "America/Lima");
    Path file = temp.resolve("own.json");
    Files.writeString(file, "{\"code\": \"C\", \"name\": \"N\", \"default_language\": \"en\"}");

    CommandResult put = CommandResult.run("put", "institution.json", file, "--data", data);

    assertThat(put.exitCode()).isZero();
    assertThat(put.err()).contains("has no time_zone", "America/Lima");
    assertThat(CommandResult.run("put", "institution.json", file, "--data", data).err())
        .as("nothing is lost a second time")
        .isEqualTo("Put institution.json: the file of the institution C.\n");
  }
}
