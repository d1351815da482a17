package org.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.local.stack.DataFolder;

/** Commands on a data folder that was not created completely, or cannot be written. */
class FolderFailureTest {

  @TempDir Path temp;
  private Path data;

  @BeforeEach
  void setFolder() {
    data = temp.resolve("data");
  }

  /** Begins to create the folder, as a process does that is killed then. */
  private void beginFolder(boolean sample) {
    try (DataFolder folder = DataFolder.open(data)) {
      folder.beginFill(sample);
    }
  }

  @Test
  void emptyFolder_whoseCreationWasInterrupted_shouldBeCompletedWithoutTheSample() {
    beginFolder(false);

    CommandResult keys = CommandResult.run("ls", "--data", data);

    assertThat(keys.exitCode()).as(keys.err()).isZero();
    assertThat(keys.err()).contains("without the sample institution");
    assertThat(keys.lines()).contains("institution.json").noneMatch(key -> key.startsWith("sets/"));
    assertThat(CommandResult.run("user", "mlibrarian", "--data", data).err())
        .contains("[USER_NOT_FOUND]");
  }

  /** A process that is killed between the creation of the folder and the first mark. */
  @Test
  void folder_withoutARecordOfItsContents_shouldBeCompletedOnlyByInit() {
    DataFolder.open(data).close();

    CommandResult keys = CommandResult.runOnly("ls", "--data", data);

    assertThat(keys.exitCode()).isEqualTo(2);
    assertThat(keys.err()).contains("./rollcall init " + data, "[DATA_FOLDER_MISSING]");
    create();
    assertThat(CommandResult.run("users", "--data", data).out()).startsWith("0 members");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sam", "\0\0\0\0\0\0", "FOLDER"})
  void damagedRecordOfTheContents_shouldBeNamedAndNotGuessed(String content) throws IOException {
    beginFolder(true);
    Path mark = data.resolve("filling");
    Files.delete(mark);
    if (content.equals("FOLDER")) {
      Files.createDirectory(mark);
    } else {
      Files.writeString(mark, content);
    }

    for (String command : List.of("users", "init")) {
      CommandResult result =
          command.equals("init")
              ? CommandResult.run("init", data, "--empty")
              : CommandResult.run(command, "--data", data);
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err()).contains(mark.toString(), "[DATA_FOLDER_UNUSABLE]");
    }
  }

  @ParameterizedTest
  @CsvSource({"true, --empty", "false, ''"})
  void folder_whoseCreationWasInterrupted_shouldNotBeCreatedOtherwise(
      boolean sample, String option) {
    beginFolder(sample);

    CommandResult init =
        option.isEmpty()
            ? CommandResult.run("init", data)
            : CommandResult.run("init", data, option);

    assertThat(init.exitCode()).isEqualTo(2);
    assertThat(init.err()).contains(data.toString(), "[DATA_FOLDER_OTHERWISE_BEGUN]");
  }

  @Test
  void folderWithUsers_thatLostItsMarks_shouldNotBeFilledAgain() throws IOException {
    create();
    Files.delete(data.resolve("filled"));
    Files.delete(data.resolve("rollcall.lock"));

    CommandResult keys = CommandResult.run("ls", "--data", data);

    assertThat(keys.exitCode()).as(keys.err()).isZero();
    assertThat(keys.lines()).noneMatch(key -> key.startsWith("codes/"));
  }

  @Test
  void folderWithUsers_whoseMarkIsALoopingLink_shouldNotBeFilledAgain() throws IOException {
    create();
    loop(data.resolve("filled"));

    assertThat(CommandResult.run("users", "--data", data).out()).startsWith("0 members");
  }

  @Test
  void missingBucket_shouldBeRefusedAndNotReplaced() throws IOException {
    create();
    Path bucket = data.resolve("objects/rollcall");
    Files.move(bucket, temp.resolve("elsewhere"));

    CommandResult keys = CommandResult.run("ls", "--data", data);

    assertThat(keys.exitCode()).isEqualTo(2);
    assertThat(keys.err()).contains(bucket.toString(), "[OBJECTS_NOT_SERVED]");
    assertThat(bucket).doesNotExist();
  }

  @Test
  void loopingLinksInTheBucket_shouldBeNamedAndNotPreventAList() throws IOException {
    create();
    Path sets = Files.createDirectories(data.resolve("objects/rollcall/sets"));
    Files.writeString(sets.resolve("good.csv"), "primary_id");
    loop(sets.resolve("bad.csv"));
    Files.createSymbolicLink(sets.resolve("parent"), Path.of(".."));

    CommandResult keys = CommandResult.run("ls", "sets/good", "--data", data);
    CommandResult all = CommandResult.run("sets", "--data", data);

    assertThat(keys.lines()).containsExactly("sets/good.csv");
    assertThat(all.exitCode()).as(all.err()).isZero();
    assertThat(all.lines()).contains("good");
    assertThat(all.err()).contains(sets.resolve("bad.csv") + " is damaged", "[FILE_DAMAGED]");
  }

  @Test
  void memory_thatIsNotSufficient_shouldBeReportedInASentence() {
    create();
    StringWriter err = new StringWriter();
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int character) {
            throw new OutOfMemoryError("Java heap space");
          }
        };

    int exitCode = Rollcall.run(out, new PrintWriter(err, true), "ls", "--data", data.toString());

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString())
        .contains("the memory is not sufficient", "[OUT_OF_MEMORY]")
        .doesNotContain("Error");
  }

  private static void loop(Path link) throws IOException {
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, link.getFileName());
  }

  @Test
  void missingUsersDatabase_shouldBeRefusedAndNotReplaced() throws IOException {
    create();
    Files.delete(data.resolve("users.db"));

    CommandResult user = CommandResult.run("user", "manager", "--data", data);

    assertThat(user.exitCode()).isEqualTo(2);
    assertThat(user.err())
        .contains(data.resolve("users.db").toString(), "[USERS_DATABASE_MISSING]");
    assertThat(data.resolve("users.db")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"inbox", "mail-events", "executions", "objects/rollcall/jobs", "password.key"})
  void job_thatCouldNotWrite_shouldBeRejectedBeforeAnyoneIsChanged(String name) throws IOException {
    create();
    Path place = data.resolve(name);
    Files.deleteIfExists(place);
    Files.writeString(place, "something else");
    Path job =
        Files.writeString(
            temp.resolve("job.json"),
            """
            {"initiated_by": "manager", "set": {"members": ["reader"]},
             "changes": {"user_group": {"value": "ALUMNI"}}}
            """);

    CommandResult run = CommandResult.run("run", job, "--data", data);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("rollcall: ", place.toString()).doesNotContain("Exception");
    assertThat(data.resolve("objects/rollcall/jobs"))
        .satisfiesAnyOf(
            jobs -> assertThat(jobs).isRegularFile(),
            jobs -> assertThat(jobs).isEmptyDirectory(),
            jobs -> assertThat(jobs).doesNotExist());
  }

  @ParameterizedTest
  @CsvSource({
    "sets/loop.csv, 2, SET_NOT_FOUND",
    "institution.json, 1, JOB_FAILED_EARLY",
    "letters/ACCOUNT_UPDATED/letter.json, 2, LETTER_NOT_FOUND"
  })
  void job_thatCannotReadAFile_shouldNameItAndChangeNothing(String key, int exitCode, String code)
      throws IOException {
    create();
    Path file = data.resolve("objects/rollcall").resolve(key);
    Files.createDirectories(file.getParent());
    loop(file);
    Path job =
        Files.writeString(
            temp.resolve("job.json"),
            """
            {"initiated_by": "manager", "set": "loop", "notify": {"type": "ACCOUNT_UPDATED"}}
            """);

    CommandResult run = CommandResult.run("run", job, "--data", data);

    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.err())
        .contains(file.toString(), "nothing was changed", "[" + code + "]")
        .doesNotContain("Exception");
  }

  @Test
  void output_thatCannotBeWritten_shouldBeAFailure() {
    create();

    assertThat(runWithOutput("No space left on device"))
        .isEqualTo(
            "1 rollcall: the output cannot be written (No space left on device)"
                + " [OUTPUT_NOT_WRITABLE]");
    assertThat(runWithOutput("Broken pipe")).as("closed by head or grep -q").isEqualTo("0 ");
  }

  @Test
  void objectWithAReservedKey_shouldBeRefused() throws IOException {
    create();
    Path file = Files.writeString(temp.resolve("set.csv"), "primary_id");

    CommandResult put =
        CommandResult.run(
            "put", "sets/a.csv-0f2c7a5e-8d1b-4c3a-9e6f-112233445566", file, "--data", data);

    assertThat(put.exitCode()).isEqualTo(1);
    assertThat(put.err()).contains("must not end with a UUID", "[LOCAL_SERVICE_FAILED]");
  }

  /** The exit code and the errors of a command whose output fails. */
  private String runWithOutput(String reason) {
    StringWriter err = new StringWriter();
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int character) throws IOException {
            throw new IOException(reason);
          }
        };
    int exitCode = Rollcall.run(out, new PrintWriter(err, true), "ls", "--data", data.toString());
    return exitCode + " " + err.toString().strip();
  }

  private void create() {
    assertThat(CommandResult.run("init", data, "--empty").exitCode()).isZero();
  }
}
