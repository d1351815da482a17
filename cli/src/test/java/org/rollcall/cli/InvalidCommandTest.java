package org.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.local.stack.DataFolder;

/** Commands that are refused. */
class InvalidCommandTest {

  @TempDir Path temp;

  @Test
  void noCommand_shouldPrintAllCommands() {
    CommandResult command = CommandResult.run();

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains("run", "init", "load", "put", "get", "ls", "user", "report");
  }

  @ParameterizedTest
  @CsvSource({"rnu, run", "usr, user"})
  void unknownCommand_shouldBeRefusedWithASimilarOne(String given, String similar) {
    CommandResult command = CommandResult.run(given);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains(given).contains(similar);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "laod x.json|unknown command laod; ./rollcall help lists all commands; did you mean \"load\"? [",
        "help usr|unknown command usr; ./rollcall help lists all commands; did you mean \"user\"? [",
        "letters lst|did you mean \"list\"? [COMMAND_UNKNOWN]",
        "ls --dta x|rollcall ls has no option --dta; did you mean \"--data\"? [OPTION_UNKNOWN]",
        "init --folder x|the possible ones are --empty, --stack",
        "run|INPUT.json is missing; the command is written as: rollcall run ",
        "get a b c|one argument too many: c; the command is written as: rollcall get ",
        "serve --port abc|'--port'"
      })
  void invalidCommandLine_shouldBeOneSentenceWithTheRightForm(String line, String sentence) {
    CommandResult command = CommandResult.runOnly((Object[]) line.split(" ", -1));

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err().lines()).singleElement().asString().contains(sentence);
  }

  @Test
  void help_shouldBePrintedToStandardOutput() {
    assertThat(CommandResult.run("--help").exitCode()).isZero();
    assertThat(CommandResult.run("run", "--help").out()).contains("INPUT.json").contains("--data");
    assertThat(CommandResult.run("--version").out()).startsWith("rollcall ");
  }

  @Test
  void input_thatDoesNotExist_shouldBeRefusedBeforeAFolderIsCreated() {
    Path data = temp.resolve("data");

    CommandResult command = CommandResult.runOnly("run", temp.resolve("none.json"), "--data", data);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err())
        .isEqualToIgnoringNewLines(
            "rollcall: no such file: " + temp.resolve("none.json") + " [FILE_NOT_FOUND]");
    assertThat(data).doesNotExist();
  }

  @Test
  void input_thatIsNotJson_shouldBeRefusedWithLineAndColumn() throws IOException {
    Path input = Files.writeString(temp.resolve("bad.json"), "{\n  \"set\": oops\n}\n");

    CommandResult command = CommandResult.run("run", input, "--data", temp.resolve("data"));

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains(input + " line 2, column ").contains("[INPUT_NOT_JSON]");
  }

  @Test
  void input_withADuplicateKey_shouldBeRefused() throws IOException {
    Path input = Files.writeString(temp.resolve("twice.json"), "{\"set\": \"a\", \"set\": \"b\"}");

    CommandResult command = CommandResult.run("run", input, "--data", temp.resolve("data"));

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains("set", "[INPUT_NOT_JSON]");
  }

  @Test
  void input_thatIsEmpty_shouldBeRefused() throws IOException {
    Path input = Files.writeString(temp.resolve("empty.json"), "");

    CommandResult command = CommandResult.run("run", input, "--data", temp.resolve("data"));

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains("[INPUT_EMPTY]");
  }

  @Test
  void input_thatIsTooLarge_shouldBeRefused() throws IOException {
    Path input = Files.writeString(temp.resolve("large.json"), " ".repeat(256 * 1024) + "{}");

    CommandResult command = CommandResult.run("run", input, "--data", temp.resolve("data"));

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains("is larger than 256 KiB");
  }

  @Test
  void file_thatCannotBeRead_shouldBeRefused() throws IOException {
    Path loop = temp.resolve("loop.json");
    Files.createSymbolicLink(loop, loop);

    CommandResult command = CommandResult.run("run", loop, "--data", temp.resolve("data"));

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains("loop.json cannot be read [FILE_NOT_READABLE]");
  }

  @Test
  void standardInput_thatCannotBeRead_shouldBeRefused() throws IOException {
    InputStream before = System.in;
    try {
      InputStream closed = InputStream.nullInputStream();
      closed.close();
      System.setIn(closed);

      assertThat(CommandResult.run("run", "-").err()).contains("[STDIN_NOT_READABLE]");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void usersFile_thatDoesNotExist_shouldBeRefused() {
    CommandResult command =
        CommandResult.run("load", temp.resolve("none.json"), "--data", temp.resolve("data"));

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains("no such file: " + temp.resolve("none.json"));
  }

  @Test
  void folder_thatIsNotADataFolder_shouldNotBeChanged() throws IOException {
    Path thesis = Files.writeString(temp.resolve("thesis.txt"), "text");

    CommandResult command = CommandResult.run("ls", "--data", temp);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).startsWith("rollcall: ").contains("[DATA_FOLDER_NOT_EMPTY]");
    assertThat(temp).isDirectoryContaining(thesis::equals);
    try (var files = Files.list(temp)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void sesAccountFile_thatIsInvalid_shouldPreventJobs() throws IOException {
    Path data = temp.resolve("data");
    CommandResult.run("init", data, "--empty");
    Path account = Files.writeString(data.resolve("ses.json"), "{\"sending_enabled\": flase}");
    Path input = Files.writeString(temp.resolve("job.json"), "{\"set\": \"all\"}");

    CommandResult command = CommandResult.run("run", input, "--data", data);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err())
        .contains("rollcall: the SES account file " + account + " cannot be used (")
        .contains("[SES_ACCOUNT_FILE_INVALID]")
        .doesNotContain("Exception");
  }

  @Test
  void dataFolder_thatIsAFile_shouldBeRefused() throws IOException {
    Path file = Files.writeString(temp.resolve("data"), "");

    CommandResult command = CommandResult.run("ls", "--data", file);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains("[DATA_FOLDER_IS_FILE]");
  }

  @Test
  void dataFolder_thatIsInUse_shouldBeRefused() {
    try (DataFolder held = DataFolder.open(temp.resolve("data"))) {
      CommandResult command = CommandResult.run("ls", "--data", held.path());

      assertThat(command.exitCode()).isEqualTo(2);
      assertThat(command.err()).contains("[DATA_FOLDER_IN_USE]");
    }
  }

  @Test
  void init_withInvalidOptions_shouldBeRefused() {
    for (List<String> words :
        List.of(
            List.of("init"),
            List.of("init", "mine", "--stack", "rollcall"),
            List.of("init", "mine", "--sample"),
            List.of("init", "--stack", "rollcall", "--empty"))) {
      CommandResult misused = CommandResult.run(words.toArray());
      assertThat(misused.exitCode()).as(words.toString()).isEqualTo(2);
      assertThat(misused.err()).startsWith("rollcall: ");
    }
  }
}
