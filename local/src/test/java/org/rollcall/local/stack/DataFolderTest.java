package org.rollcall.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFolderTest {

  @TempDir Path temp;

  @Test
  void missingFolder_shouldBeCreatedWithItsSubfolders() {
    try (var folder = DataFolder.open(temp.resolve("a/b"))) {
      assertThat(folder.path()).isEqualTo(temp.resolve("a/b"));
      assertThat(folder.inbox()).isDirectory();
      assertThat(folder.executions()).isDirectory();
      assertThat(folder.objects()).isDirectory();
      assertThat(DataFolder.isDataFolder(temp.resolve("a/b"))).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rwxr-xr-x", "rwxrwxrwx"})
  void newFolder_shouldBePrivateToItsOwner(String mode) throws IOException {
    assumeTrue(temp.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path path = temp.resolve("data");
    if (!mode.isEmpty()) {
      Files.createDirectory(path);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
    createAllFiles(path);

    assertThat(permissions(path)).isEqualTo("rwx------");
    assertContentsArePrivate(path);
  }

  @Test
  void existingFolder_shouldKeepItsPermissionsAndHavePrivateContents() throws IOException {
    assumeTrue(temp.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path path = temp.resolve("data");
    DataFolder.open(path).close();
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    createAllFiles(path);

    assertThat(permissions(path)).isEqualTo("rwxr-xr-x");
    assertContentsArePrivate(path);
  }

  /** Creates every file that a data folder can have. */
  private static void createAllFiles(Path path) throws IOException {
    try (var folder = DataFolder.open(path);
        var database = EmbeddedDynamoDb.start(folder.users());
        var s3 = EmbeddedS3.open(folder.objects())) {
      folder.markFilled();
      assertThat(s3.client().listBuckets().buckets()).hasSize(1);
      assertThat(database.client().listTables().tableNames()).hasSize(2);
      assertContentsArePrivate(path);
    }
  }

  private static void assertContentsArePrivate(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      assertThat(entries)
          .hasSizeGreaterThan(6)
          .allSatisfy(entry -> assertThat(permissions(entry)).endsWith("------"));
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void folderInUse_shouldBeRejected() {
    Path path = temp.resolve("data");
    try (var folder = DataFolder.open(path)) {
      assertThatThrownBy(() -> DataFolder.open(folder.path()))
          .isInstanceOf(DataFolderException.class)
          .hasMessage(
              "the data folder %s is in use by another Rollcall process. Wait until it has ended, or choose another folder with --data.",
              path);
    }
  }

  @Test
  void servedFolder_shouldBeRejectedWithInstructions() {
    Path path = temp.resolve("my data");
    try (var folder = DataFolder.open(path);
        var files = new ServedFiles(folder)) {
      Path environment =
          files.writeEnvironment(Map.of("AWS_REGION", "us-east-1"), "./rollcall console");
      assertThatThrownBy(() -> DataFolder.open(path))
          .isInstanceOf(DataFolderException.class)
          .hasMessage(
              "the data folder %s is in use by ./rollcall console. Stop it, or use --stack rollcall-local instead of --data after this command: . '%s'",
              path, environment);
    }
  }

  @Test
  void closedFolder_shouldBeReopenable() {
    DataFolder.open(temp.resolve("data")).close();
    DataFolder.open(temp.resolve("data")).close();

    assertThat(DataFolder.isDataFolder(temp.resolve("data"))).isTrue();
  }

  @Test
  void folderWithOtherFiles_shouldBeRejectedAndUnchanged() throws IOException {
    Files.writeString(temp.resolve("thesis.txt"), "mine");

    assertThatThrownBy(() -> DataFolder.open(temp))
        .isInstanceOf(DataFolderException.class)
        .hasMessageContaining("%s is not empty and is not a Rollcall data folder", temp);
    assertThat(temp).isDirectoryContaining("glob:**/thesis.txt");
    try (var entries = Files.list(temp)) {
      assertThat(entries).hasSize(1);
    }
  }

  @Test
  void file_shouldBeRejected() throws IOException {
    Path file = Files.writeString(temp.resolve("notes.txt"), "mine");

    assertThatThrownBy(() -> DataFolder.open(file))
        .isInstanceOf(DataFolderException.class)
        .hasMessage("%s is a file, not a folder. Choose a folder with --data.", file);
  }

  @Test
  void emptyFolder_shouldBeAccepted() {
    try (var folder = DataFolder.open(temp)) {
      assertThat(folder.isFilled()).isFalse();
    }
  }

  @Test
  void isFilled_shouldBeTrueOnlyAfterMarkFilled() {
    try (var folder = DataFolder.open(temp)) {
      assertThat(folder.isFilled()).isFalse();
    }
    try (var folder = DataFolder.open(temp)) {
      assertThat(folder.isFilled()).isFalse();
      folder.markFilled();
    }
    try (var folder = DataFolder.open(temp)) {
      assertThat(folder.isFilled()).isTrue();
    }
  }
}
