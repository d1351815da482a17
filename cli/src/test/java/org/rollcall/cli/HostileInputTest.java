package org.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.cli.command.ExitCode;

/** Input that is invalid or far too large. */
class HostileInputTest {

  /** A data folder that tests do not change. */
  @TempDir static Path shared;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void fill() {
    CommandResult.run("init", shared, "--empty");
  }

  private int run(String... arguments) {
    return Rollcall.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }

  private static String record(String id, String more) {
    return "{\"primary_id\": \"" + id + "\", \"account_type\": \"INTERNAL\"" + more + "}";
  }

  @Test
  void records_thatTheTableCannotStore_shouldNotAffectOthers() throws IOException {
    Path users = folder.resolve("users.jsonl");
    Files.write(
        users,
        List.of(
            record("first", ""),
            record("large", ", \"web_site_url\": \"" + "x".repeat(500_000) + "\""),
            record("number", ", \"pin_number\": 1e200"),
            record("deep", ", \"x\": " + "[".repeat(40) + "]".repeat(40)),
            record("half\\ud800", ""),
            record("last", "")));
    String data = folder.resolve("data").toString();

    assertThat(run("init", data, "--empty")).isZero();
    assertThat(run("load", users.toString(), "--data", data)).isEqualTo(ExitCode.FAILED);

    assertThat(out.toString()).contains("Loaded 2 users; 4 could not be loaded.");
    assertThat(err.toString().lines().map(line -> line.replace(users.toString(), "users.jsonl")))
        .extracting(line -> line.replaceFirst("not loaded: .* (?=\\[)", ""))
        .containsExactlyInAnyOrder(
            "users.jsonl line 2: [RECORD_TOO_LARGE]",
            "users.jsonl line 3: [RECORD_NUMBER_TOO_LARGE]",
            "users.jsonl line 4: [RECORD_TOO_DEEP]",
            "users.jsonl line 5: [RECORD_WITHOUT_ID]");
    assertThat(run("user", "last", "--data", data)).isZero();
  }

  private Path huge(String name) throws IOException {
    Path file = folder.resolve(name);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(200L << 20);
    }
    return file;
  }

  @Test
  void file_ofHugeSize_shouldBeRefused() throws IOException {
    String data = folder.resolve("data").toString();
    String file = huge("huge.json").toString();

    assertThat(run("run", file, "--data", data)).isEqualTo(ExitCode.REJECTED);
    assertThat(err.toString()).contains("huge.json is larger than 256 KiB [FILE_TOO_LARGE]");
    assertThat(run("put", "sets/huge.csv", file, "--data", data)).isEqualTo(ExitCode.REJECTED);
    assertThat(err.toString()).contains("huge.json is larger than 65536 KiB [FILE_TOO_LARGE]");
    assertThat(Path.of(data)).doesNotExist();
  }

  @Test
  void fileOfUsers_ofHugeSizeWithoutUsers_shouldNotBeLoaded() throws IOException {
    String data = folder.resolve("data").toString();
    assertThat(run("init", data, "--empty")).isZero();

    assertThat(run("load", huge("huge.json").toString(), "--data", data))
        .isEqualTo(ExitCode.FAILED);

    assertThat(err.toString()).contains("huge.json").contains("not loaded");
    assertThat(out.toString()).contains("Loaded 0 users; 1 could not be loaded.");
  }

  @Test
  void object_ofHugeSize_shouldBeWrittenToAFileOnly() throws IOException {
    String data = folder.resolve("data").toString();
    Path copy = folder.resolve("copy");
    assertThat(run("init", data, "--empty")).isZero();
    Path objects = folder.resolve("data/objects/rollcall");
    Files.move(huge("huge.csv"), objects.resolve("huge.csv"));

    assertThat(run("get", "huge.csv", "--data", data)).isEqualTo(ExitCode.REJECTED);
    assertThat(err.toString())
        .contains("huge.csv is larger than 65536 KiB", "[OBJECT_TOO_LARGE_TO_PRINT]");
    assertThat(run("get", "huge.csv", copy.toString(), "--data", data)).isZero();
    assertThat(copy).hasSize(200L << 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "LONG"})
  void jobId_thatIsAPathOrTooLong_shouldHaveNoReport(String id) {
    String asked = id.equals("LONG") ? "x".repeat(10_000) : id;

    assertThat(run("report", asked, "--data", shared.toString())).isEqualTo(ExitCode.REJECTED);

    assertThat(err.toString()).contains("[REPORT_NOT_FOUND]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ｕadmin", "LONG"})
  void primaryId_thatIsImpossible_shouldNotBeFound(String id) {
    String asked = id.equals("LONG") ? "x".repeat(10_000) : id;

    assertThat(run("user", asked, "--data", shared.toString())).isEqualTo(ExitCode.REJECTED);

    assertThat(err.toString()).contains("[USER_NOT_FOUND]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../", "sets/../..", "/", "a\\b", "a\0"})
  void prefix_ofNoValidKey_shouldBeRefused(String prefix) {
    assertThat(run("ls", prefix, "--data", folder.resolve("data").toString()))
        .isEqualTo(ExitCode.REJECTED);
    assertThat(err.toString()).contains("[INVALID_OBJECT_KEY]");
  }
}
