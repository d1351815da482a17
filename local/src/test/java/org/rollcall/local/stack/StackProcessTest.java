package org.rollcall.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.S3Object;

class StackProcessTest {

  private static final int LETTERS_BEFORE_KILL = 40;

  @TempDir Path temp;

  @Test
  void killedProcess_shouldLoseNoAcknowledgedWrite() throws Exception {
    Process process = start("1000000", "verbose");
    var acknowledged = new ArrayList<String>();
    try (var lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        acknowledged.add(line);
        if (acknowledged.size() == LETTERS_BEFORE_KILL) {
          process
              .toHandle()
              .destroyForcibly(); // Process.destroyForcibly would also close the stream.
        }
      }
    }
    process.waitFor();

    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(LETTERS_BEFORE_KILL);
    try (var folder = DataFolder.open(temp);
        var database = EmbeddedDynamoDb.start(folder.users());
        var s3 = EmbeddedS3.open(folder.objects())) {
      for (int i = 0; i < acknowledged.size(); i++) {
        String name = "n" + i;
        assertThat(userExists(database, name)).as(name).isTrue();
        assertThat(
                s3.client()
                    .getObjectAsBytes(get -> get.bucket(EmbeddedS3.BUCKET).key("jobs/" + name))
                    .asUtf8String())
            .isEqualTo(name.repeat(1000));
        assertThat(folder.letter(acknowledged.get(i))).isNotEmptyFile();
      }
      assertThat(keys(s3)).allMatch(key -> key.matches("jobs/n\\d+"));
    }
  }

  @Test
  void quietProcess_shouldPrintNothingAndExit() throws Exception {
    Process process = start("2", "quiet");
    process.getOutputStream().close();

    assertThat(process.getInputStream().readAllBytes()).isEmpty();
    assertThat(process.waitFor()).isZero();
  }

  /** Starts a process. Its standard error is redirected to its standard output. */
  private Process start(String times, String mode) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            StackProcess.class.getName(),
            temp.toString(),
            times,
            mode)
        .redirectErrorStream(true)
        .start();
  }

  private static boolean userExists(EmbeddedDynamoDb database, String id) {
    return database
        .client()
        .getItem(
            get ->
                get.tableName(EmbeddedDynamoDb.TABLE)
                    .key(Map.of("primary_id", AttributeValue.fromS(id))))
        .hasItem();
  }

  private static List<String> keys(EmbeddedS3 s3) {
    return s3
        .client()
        .listObjectsV2Paginator(list -> list.bucket(EmbeddedS3.BUCKET))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }
}
