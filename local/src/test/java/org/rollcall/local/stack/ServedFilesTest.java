package org.rollcall.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The files with which other programs connect to a served stack. */
class ServedFilesTest {

  private static final Map<String, String> KEY = Map.of("AWS_SECRET_ACCESS_KEY", "abc");

  @TempDir Path temp;

  @Test
  void files_shouldExistWhileTheStackIsServed() throws IOException {
    try (DataFolder folder = DataFolder.open(temp.resolve("data"))) {
      Path environment;
      Path template;
      try (ServedFiles files = new ServedFiles(folder)) {
        environment = files.writeEnvironment(KEY, "./rollcall serve");
        template = files.writeForSam("sam-template.json", "{}".getBytes(UTF_8));
        assertThat(Files.readAllLines(environment))
            .containsExactly(
                "# Written by ./rollcall serve",
                "export AWS_SECRET_ACCESS_KEY=abc",
                "unset AWS_SESSION_TOKEN AWS_PROFILE");
        assertThat(template).hasContent("{}");
      }
      assertThat(environment).doesNotExist();
      assertThat(template).doesNotExist();
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its file systems have no POSIX permissions")
  void files_shouldBePrivateAndReplaceEarlierOnes() throws IOException {
    try (DataFolder folder = DataFolder.open(temp.resolve("data"));
        ServedFiles files = new ServedFiles(folder)) {
      Path before = Files.writeString(folder.path().resolve("serve.env"), "old");
      Files.setPosixFilePermissions(before, PosixFilePermissions.fromString("rw-r--r--"));

      Path environment = files.writeEnvironment(KEY, "./rollcall serve");

      assertThat(environment).isEqualTo(before).content().doesNotContain("old");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(environment)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void environmentFileOfAKilledProcess_shouldBeDeletedByTheNextProcess() throws IOException {
    Path path = temp.resolve("data");
    DataFolder.open(path).close();
    Path left = Files.writeString(path.resolve("serve.env"), "export AWS_SECRET_ACCESS_KEY=old");

    try (DataFolder folder = DataFolder.open(path)) {
      assertThat(folder.path()).isDirectoryNotContaining("glob:**/" + left.getFileName());
    }
  }
}
