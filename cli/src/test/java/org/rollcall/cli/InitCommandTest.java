package org.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the command {@code rollcall init}. */
class InitCommandTest {

  @TempDir Path temp;

  @Test
  void folder_shouldBeFilledWithTheSampleInstitution() {
    Path data = temp.resolve("data");

    CommandResult command = CommandResult.run("init", data);

    assertThat(command.exitCode()).isZero();
    assertThat(command.out()).contains(data + " is ready, with 1400 users");
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
}
