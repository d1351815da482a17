package org.rollcall.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.cli.CommandResult;
import org.rollcall.cli.LeaversFolder;
import org.rollcall.cli.RollcallProcess;

/** {@code rollcall backup} and {@code restore}. */
class BackupCommandTest {

  @TempDir static Path temp;
  private static LeaversFolder folder;
  private static Path data;
  private static String job;
  private static Path full;
  private static Path withoutKey;

  @BeforeAll
  static void backUp() throws IOException {
    folder = LeaversFolder.create(temp.resolve("data"));
    data = folder.folder();
    Path input = Files.writeString(temp.resolve("job.json"), LeaversFolder.JOB);
    job = CommandResult.run("run", input, "--json", "--data", data).json().path("job_id").asText();
    CommandResult.run("preview", input, "--data", data);
    // What processes leave, or use for a moment.
    for (String name :
        List.of(
            "serve.env", "sam-environment.json", "preview.html", "x.part", "inbox/x.eml.part")) {
      Files.writeString(data.resolve(name), "left over");
    }
    full = temp.resolve("full.tar.gz");
    withoutKey = temp.resolve("without.tar.gz");
    assertThat(CommandResult.run("backup", full, "--with-key", "--data", data).exitCode()).isZero();
    assertThat(CommandResult.run("backup", withoutKey, "--data", data).out())
        .contains("It does not contain password.key.");
  }

  private static List<String> files(Path below) throws IOException {
    try (Stream<Path> files = Files.walk(below)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> below.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static CommandResult restore(Path archive, Path target) {
    return CommandResult.runOnly("restore", archive, "--data", target);
  }

  @Test
  void backup_shouldBeForItsOwnerOnly() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(full)))
        .isEqualTo("rw-------");
    assertThat(Path.of(full + ".part")).doesNotExist();
  }

  @Test
  void restoredFolder_shouldHaveTheSameFilesAndDoTheSame() throws IOException {
    Path target = temp.resolve("deep/restored");

    CommandResult restored = restore(full, target);

    List<String> expected =
        files(data).stream()
            .filter(file -> !file.matches("serve.env|sam-.*|preview.html|.*\\.part"))
            .toList();
    assertThat(restored)
        .isEqualTo(
            new CommandResult(
                0,
                "Restored %d files of %s to %s.\n".formatted(expected.size() - 1, full, target),
                ""));
    assertThat(files(target)).isEqualTo(expected);
    for (String file : expected) {
      if (file.equals("rollcall.lock")) {
        continue;
      }
      assertThat(target.resolve(file)).hasSameBinaryContentAs(data.resolve(file));
      assertThat(Files.getLastModifiedTime(target.resolve(file)))
          .as(file)
          .isEqualTo(Files.getLastModifiedTime(data.resolve(file)));
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rwx------");
    // Passwords are accepted, so the key is the same. The preview can be confirmed, so it is whole.
    String preview = folder.jobs().get(1);
    assertThat(CommandResult.run("report", job, "--data", target).out().replace(target + "", "X"))
        .isEqualTo(CommandResult.run("report", job, "--data", data).out().replace(data + "", "X"));
    CommandResult confirmed =
        CommandResult.run(
            "confirm",
            preview,
            "--sha256",
            digest(preview, data),
            "--as",
            "user.manager",
            "--data",
            target);
    assertThat(confirmed.exitCode()).as(confirmed.err()).isZero();
  }

  private static String digest(String preview, Path data) {
    return CommandResult.run("report", preview, "--json", "--data", data)
        .json()
        .findPath("preview_sha256")
        .asText();
  }

  @Test
  void folderThatIsRestoredWithoutTheKey_shouldSayWhatDoesNotWork() throws IOException {
    Path target = Files.createDirectory(temp.resolve("keyless"));

    CommandResult restored = restore(withoutKey, target);
    CommandResult run = CommandResult.run("run", temp.resolve("job.json"), "--data", target);

    assertThat(restored.out())
        .contains(
            "The backup does not contain password.key.",
            "temporary passwords are not accepted",
            "letters that are due cannot be derived");
    assertThat(target.resolve("password.key")).doesNotExist();
    assertThat(run.err()).contains("[PASSWORD_KEY_UNUSABLE]");
    assertThat(CommandResult.run("users", "--data", target).exitCode()).isZero();
    Files.copy(data.resolve("password.key"), target.resolve("password.key"));
    assertThat(CommandResult.run("run", temp.resolve("job.json"), "--data", target).exitCode())
        .isZero();
  }

  @Test
  void folderThatExists_shouldNotBeChanged() throws IOException {
    Path other = Files.createDirectory(temp.resolve("other"));
    Files.writeString(other.resolve("mine.txt"), "x");

    assertThat(restore(full, other).err()).contains("[RESTORE_FOLDER_NOT_EMPTY]");
    assertThat(restore(full, data).err()).contains("[RESTORE_FOLDER_NOT_EMPTY]");
    assertThat(restore(full, other.resolve("mine.txt")).err()).contains("[DATA_FOLDER_IS_FILE]");
    assertThat(files(other)).containsExactly("mine.txt");
  }

  @Test
  void interruptedRestore_shouldLeaveAFolderThatIsRefused() throws IOException {
    Path target = temp.resolve("half");

    CommandResult interrupted =
        RollcallProcess.startWithFileLimit(64, "restore", full, "--data", target).await();

    assertThat(interrupted.exitCode()).as(interrupted.err()).isEqualTo(1);
    for (CommandResult refused :
        List.of(
            CommandResult.runOnly("users", "--data", target),
            CommandResult.runOnly("init", target),
            CommandResult.runOnly("backup", temp.resolve("half.tar.gz"), "--data", target),
            restore(full, target))) {
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err())
          .contains(
              "the restore of the data folder " + target + " was interrupted",
              "[DATA_FOLDER_HALF_RESTORED]");
    }
  }

  @Test
  void backupThatCannotBeWritten_shouldLeaveNoFile() throws IOException {
    Path small = temp.resolve("small.tar.gz");

    CommandResult failed =
        RollcallProcess.startWithFileLimit(32, "backup", small, "--data", data).await();

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.err()).contains(small.toString());
    assertThat(small).doesNotExist();
    assertThat(Path.of(small + ".part")).doesNotExist();
  }

  @Test
  void archive_shouldNotBeReplacedOrBeInTheFolder() throws IOException {
    Path mine = Files.writeString(temp.resolve("mine.tar.gz"), "mine");

    CommandResult existing = CommandResult.run("backup", mine, "--data", data);
    CommandResult inside =
        CommandResult.run("backup", data.resolve("inbox/../backup.tar.gz"), "--data", data);
    CommandResult missing =
        CommandResult.runOnly("backup", temp.resolve("n"), "--data", temp.resolve("none"));

    assertThat(existing.err()).contains("[BACKUP_FILE_EXISTS]");
    assertThat(mine).hasContent("mine");
    assertThat(inside.err()).contains("[BACKUP_IN_DATA_FOLDER]");
    assertThat(missing.err()).contains("[DATA_FOLDER_MISSING]");
    assertThat(temp.resolve("none")).doesNotExist();
    assertThat(List.of(existing, inside, missing))
        .extracting(CommandResult::exitCode)
        .containsOnly(2);
  }
}
