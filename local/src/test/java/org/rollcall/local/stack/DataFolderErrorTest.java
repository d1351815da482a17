package org.rollcall.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.rollcall.local.stack.DataFolderError.DATA_FOLDER_IN_USE;
import static org.rollcall.local.stack.DataFolderError.DATA_FOLDER_IS_FILE;
import static org.rollcall.local.stack.DataFolderError.DATA_FOLDER_NOT_EMPTY;
import static org.rollcall.local.stack.DataFolderError.DATA_FOLDER_NOT_WRITABLE;
import static org.rollcall.local.stack.DataFolderError.DATA_FOLDER_OF_OTHER_VERSION;
import static org.rollcall.local.stack.DataFolderError.DATA_FOLDER_OTHERWISE_BEGUN;
import static org.rollcall.local.stack.DataFolderError.DATA_FOLDER_SERVED;
import static org.rollcall.local.stack.DataFolderError.DATA_FOLDER_UNUSABLE;
import static org.rollcall.local.stack.DataFolderError.DISK_FULL;
import static org.rollcall.local.stack.DataFolderError.FILE_FAILED;
import static org.rollcall.local.stack.DataFolderError.JOB_NOT_POSSIBLE;
import static org.rollcall.local.stack.DataFolderError.OBJECTS_NOT_SERVED;
import static org.rollcall.local.stack.DataFolderError.OBJECTS_SERVER_NOT_STOPPED;
import static org.rollcall.local.stack.DataFolderError.PASSWORD_KEY_UNUSABLE;
import static org.rollcall.local.stack.DataFolderError.SES_ACCOUNT_FILE_INVALID;
import static org.rollcall.local.stack.DataFolderError.USERS_DATABASE_MISSING;
import static org.rollcall.local.stack.DataFolderError.USERS_DATABASE_NOT_COMPACTED;
import static org.rollcall.local.stack.DataFolderError.USERS_DATABASE_NOT_OPENED;

import com.almworks.sqlite4java.SQLiteConnection;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each error of a data folder occurs in the situation that docs/errors.md describes. */
class DataFolderErrorTest {

  @TempDir Path temp;

  @Test
  void folderWithOtherFiles_shouldBeRejected() throws IOException {
    Files.writeString(temp.resolve("thesis.txt"), "mine");

    assertFails(DATA_FOLDER_NOT_EMPTY, () -> DataFolder.open(temp));
  }

  /** SQLite has a limit of about 500 bytes, and DynamoDB Local tries again for ever. */
  @Test
  @Timeout(60)
  void pathThatIsTooLongForTheUsersDatabase_shouldBeRejected() {
    Path path = temp.resolve("a".repeat(250)).resolve("b".repeat(250));
    try (DataFolder folder = DataFolder.open(path)) {
      assertFails(USERS_DATABASE_NOT_OPENED, () -> EmbeddedDynamoDb.start(folder.users()));
    }
  }

  @Test
  void file_shouldBeRejected() throws IOException {
    Path file = Files.writeString(temp.resolve("data"), "");

    assertFails(DATA_FOLDER_IS_FILE, () -> DataFolder.open(file));
  }

  @Test
  void folderInUse_shouldBeRejected() {
    try (DataFolder folder = DataFolder.open(temp)) {
      assertFails(DATA_FOLDER_IN_USE, () -> DataFolder.open(folder.path()));
    }
  }

  @Test
  void servedFolder_shouldBeRejected() {
    try (DataFolder folder = DataFolder.open(temp);
        ServedFiles files = new ServedFiles(folder)) {
      files.writeEnvironment(Map.of(), "./rollcall serve");

      assertFails(DATA_FOLDER_SERVED, () -> DataFolder.open(folder.path()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"A Rollcall data folder.\n", "A Rollcall data folder, format 4711.\n"})
  void folderOfAnotherFormat_shouldBeRefusedUnchanged(String mark) throws IOException {
    DataFolder.open(temp).close();
    Path lockFile = Files.writeString(temp.resolve("rollcall.lock"), mark);

    assertFails(DATA_FOLDER_OF_OTHER_VERSION, () -> DataFolder.open(temp));

    assertThat(lockFile).hasContent(mark);
  }

  @Test
  void folderThatCannotBeCreated_shouldBeRejected() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "");

    assertFails(DATA_FOLDER_UNUSABLE, () -> DataFolder.open(file.resolve("data")));
  }

  @Test
  void folderThatCannotBeWritten_shouldBeReported() throws IOException {
    try (DataFolder folder = DataFolder.open(temp.resolve("data"))) {
      Files.move(folder.path(), temp.resolve("moved"));

      assertFails(DATA_FOLDER_NOT_WRITABLE, folder::markFilled);
    }
  }

  @Test
  void fullDisk_shouldBeReportedWithItsFile() {
    Path file = temp.resolve("inbox/letter.part");

    DataFolderException failure =
        new FileFaults()
            .failed(
                new FileSystemException(file.toString(), null, "No space left on device"), temp);

    assertThat(failure.code()).isEqualTo(DISK_FULL);
    assertThat(failure).hasMessageStartingWith("the disk is full: %s cannot be written.", file);
  }

  @Test
  void fileThatCannotBeWritten_shouldBeReportedWithoutNamesOfJava() {
    DataFolderException failure =
        new FileFaults()
            .failed(new FileNotFoundException(temp + "/history.jsonl (Permission denied)"), temp);

    assertThat(failure.code()).isEqualTo(FILE_FAILED);
    assertThat(failure)
        .hasMessageStartingWith("%s cannot be read or written (Permission denied)", temp);
  }

  @Test
  void otherContents_thanThoseThatWereBegun_shouldBeRefused() {
    try (DataFolder folder = DataFolder.open(temp.resolve("data"))) {
      folder.beginFill(false);
      folder.beginFill(false);

      assertFails(DATA_FOLDER_OTHERWISE_BEGUN, () -> folder.beginFill(true));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"inbox", "mail-events", "executions", "objects/rollcall/jobs"})
  void jobThatCouldNotWrite_shouldBeRefused(String name) throws IOException {
    try (DataFolder folder = DataFolder.open(temp.resolve("data"))) {
      JobReadiness.check(folder);
      Path place = folder.path().resolve(name);
      Files.delete(place);
      Files.writeString(place, "a file in the folder's place");

      assertThatExceptionOfType(DataFolderException.class)
          .isThrownBy(() -> JobReadiness.check(folder))
          .withMessageContaining(place.toString())
          .satisfies(e -> assertThat(e.code()).isEqualTo(JOB_NOT_POSSIBLE));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 63, 65})
  void passwordKeyOfAFolderInUse_thatIsMissingOrDamaged_shouldBeRefused(int size)
      throws IOException {
    try (DataFolder folder = DataFolder.open(temp.resolve("data"))) {
      folder.markFilled();
      if (size >= 0) {
        Files.write(folder.passwordKey(), new byte[size]);
      }

      assertFails(PASSWORD_KEY_UNUSABLE, () -> JobReadiness.check(folder));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "empty", "another database"})
  void usersDatabaseOfAFolderInUse_withoutUsers_shouldBeRefused(String state) throws Exception {
    Path file = temp.resolve("users.db");
    if (state.equals("empty")) {
      Files.createFile(file);
    } else if (state.equals("another database")) {
      new SQLiteConnection(file.toFile()).open().exec("CREATE TABLE other (id)").dispose();
    }

    assertFails(
        USERS_DATABASE_MISSING, () -> EmbeddedDynamoDb.start(file, false, new FileFaults()));
  }

  @Test
  void invalidSesAccountFile_shouldBeRejected() throws IOException {
    Path file = Files.writeString(temp.resolve("ses.json"), "{\"sending_enabled\": flase}");

    assertFails(SES_ACCOUNT_FILE_INVALID, () -> new SesAccountFile(file).read());
  }

  @Test
  void damagedUsersDatabase_shouldBeRejected() throws IOException {
    assertFails(USERS_DATABASE_NOT_OPENED, () -> EmbeddedDynamoDb.start(damagedDatabase()));
  }

  @Test
  void usersDatabaseThatCannotBeCompacted_shouldBeReported() throws IOException {
    assertFails(USERS_DATABASE_NOT_COMPACTED, () -> EmbeddedDynamoDb.compact(damagedDatabase()));
  }

  @Test
  void objectsThatCannotBeServed_shouldBeReported() throws IOException {
    Files.writeString(temp.resolve(EmbeddedS3.BUCKET), "not a folder");

    assertFails(OBJECTS_NOT_SERVED, () -> EmbeddedS3.open(temp));
  }

  @Test
  void objectsServerThatDoesNotStop_shouldBeReported() throws IOException {
    EmbeddedS3 s3 = EmbeddedS3.open(Files.createDirectory(temp.resolve("objects")));
    Path mark = temp.resolve("objects.open");
    Files.delete(mark);
    Files.createDirectories(mark.resolve("not-empty"));

    assertFails(OBJECTS_SERVER_NOT_STOPPED, s3::close);
  }

  private Path damagedDatabase() throws IOException {
    return Files.writeString(temp.resolve("users.db"), "not a database ".repeat(100));
  }

  private static void assertFails(DataFolderError error, ThrowingCallable action) {
    assertThatExceptionOfType(DataFolderException.class)
        .isThrownBy(action)
        .satisfies(e -> assertThat(e.code()).isEqualTo(error));
  }
}
