package org.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.local.stack.DataFolder;

/** Commands that cannot be done, and what is said of them. */
class InvalidCommandTest {

  @TempDir Path temp;

  @Test
  void noCommand_shouldShowWhatThereIs() {
    CommandResult command = CommandResult.run();

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains("run", "init", "load", "put", "get", "ls", "user", "report");
  }

  @ParameterizedTest
  @CsvSource({"rnu, run", "usr, user"})
  void unknownCommand_shouldBeRefusedWithTheNearest(String given, String meant) {
    CommandResult command = CommandResult.run(given);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains(given).contains(meant);
  }

  @Test
  void unknownOption_shouldBeRefused() {
    CommandResult command = CommandResult.run("ls", "--dta", temp);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains("--dta");
  }

  @Test
  void missingArgument_shouldBeNamed() {
    CommandResult command = CommandResult.run("run");

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains("INPUT.json");
  }

  @Test
  void help_shouldBeAResult() {
    assertThat(CommandResult.run("--help").exitCode()).isZero();
    assertThat(CommandResult.run("run", "--help").out()).contains("INPUT.json").contains("--data");
    assertThat(CommandResult.run("--version").out()).startsWith("rollcall ");
  }

  @Test
  void inputThatIsNotThere_shouldBeSaidSoBeforeAnyFolderIsMade() {
    Path data = temp.resolve("data");

    CommandResult command = CommandResult.run("run", temp.resolve("none.json"), "--data", data);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err())
        .isEqualToIgnoringNewLines("rollcall: there is no file " + temp.resolve("none.json") + ".");
    assertThat(data).doesNotExist();
  }

  @Test
  void inputThatIsNotJson_shouldBeRefusedByLineAndColumn() throws IOException {
    Path input = Files.writeString(temp.resolve("bad.json"), "{\n  \"set\": oops\n}\n");

    CommandResult command = CommandResult.run("run", input, "--data", temp.resolve("data"));

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains(input + " line 2, column ").contains("is not valid JSON");
  }

  @Test
  void inputWithAKeyTwice_shouldBeRefused() throws IOException {
    Path input = Files.writeString(temp.resolve("twice.json"), "{\"set\": \"a\", \"set\": \"b\"}");

    CommandResult command = CommandResult.run("run", input, "--data", temp.resolve("data"));

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains("set");
  }

  @Test
  void emptyInput_shouldBeRefused() throws IOException {
    Path input = Files.writeString(temp.resolve("empty.json"), "");

    CommandResult command = CommandResult.run("run", input, "--data", temp.resolve("data"));

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains("is empty");
  }

  @Test
  void inputThatIsTooLarge_shouldBeRefused() throws IOException {
    Path input = Files.writeString(temp.resolve("large.json"), " ".repeat(256 * 1024) + "{}");

    CommandResult command = CommandResult.run("run", input, "--data", temp.resolve("data"));

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains("is larger than 256 KiB");
  }

  @Test
  void usersThatAreNotThere_shouldBeSaidSo() {
    CommandResult command =
        CommandResult.run("load", temp.resolve("none.json"), "--data", temp.resolve("data"));

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains("there is no file " + temp.resolve("none.json"));
  }

  @Test
  void folderThatIsNotRollcalls_shouldBeLeftAlone() throws IOException {
    Path mine = Files.writeString(temp.resolve("thesis.txt"), "mine");

    CommandResult command = CommandResult.run("ls", "--data", temp);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).startsWith("rollcall: ").contains("is not a Rollcall data folder");
    assertThat(temp).isDirectoryContaining(mine::equals);
    try (var files = Files.list(temp)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void brokenMailAccount_shouldKeepAJobFromStartingWithASentence() throws IOException {
    Path data = temp.resolve("data");
    CommandResult.run("init", data, "--empty");
    Path account = Files.writeString(data.resolve("ses.json"), "{\"sending_enabled\": flase}");
    Path input = Files.writeString(temp.resolve("job.json"), "{\"set\": \"all\"}");

    CommandResult command = CommandResult.run("run", input, "--data", data);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err())
        .contains("rollcall: the SES account file " + account + " cannot be used (")
        .contains("is not valid JSON")
        .doesNotContain("Exception");
  }

  @Test
  void fileInPlaceOfAFolder_shouldBeSaidSo() throws IOException {
    Path file = Files.writeString(temp.resolve("data"), "");

    CommandResult command = CommandResult.run("ls", "--data", file);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains("is a file, not a folder");
  }

  @Test
  void folderInUse_shouldBeSaidSo() {
    try (DataFolder held = DataFolder.open(temp.resolve("data"))) {
      CommandResult command = CommandResult.run("ls", "--data", held.path());

      assertThat(command.exitCode()).isEqualTo(2);
      assertThat(command.err()).contains("is in use by another Rollcall process");
    }
  }
}
