package org.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.cli.command.ExitCode;

/**
 * What nobody means to type is answered with a sentence, and keeps nothing else from being done.
 */
class HostileInputTest {

  /** A data folder that these tests only read. */
  @TempDir static Path shared;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Rollcall.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }

  private static String record(String id, String more) {
    return "{\"primary_id\": \"" + id + "\", \"account_type\": \"INTERNAL\"" + more + "}";
  }

  @Test
  void records_thatTheTableDoesNotTake_shouldNotKeepTheOthersOut() throws IOException {
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

    assertThat(out.toString()).contains("Loaded 2 users; could not load 4.");
    assertThat(err.toString().lines().map(line -> line.replace(users.toString(), "users.jsonl")))
        .extracting(line -> line.replaceFirst("(not loaded: the record .{10}).*", "$1"))
        .containsExactlyInAnyOrder(
            "users.jsonl line 2: not loaded: the record is larger ",
            "users.jsonl line 3: not loaded: the record has a numb",
            "users.jsonl line 4: not loaded: the record is nested ",
            "users.jsonl line 5: not loaded: the record has no pri");
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
  void hugeFile_shouldBeRefusedByItsSize() throws IOException {
    String data = folder.resolve("data").toString();
    String file = huge("huge.json").toString();

    assertThat(run("run", file, "--data", data)).isEqualTo(ExitCode.REJECTED);
    assertThat(err.toString()).contains("huge.json is larger than 256 KiB.");
    assertThat(run("put", "sets/huge.csv", file, "--data", data)).isEqualTo(ExitCode.REJECTED);
    assertThat(err.toString()).contains("huge.json is larger than 65536 KiB.");
    assertThat(Path.of(data)).doesNotExist();
  }

  @Test
  void hugeFileOfUsers_shouldBeSaidToHoldNone() throws IOException {
    String data = folder.resolve("data").toString();
    assertThat(run("init", data, "--empty")).isZero();

    assertThat(run("load", huge("huge.json").toString(), "--data", data))
        .isEqualTo(ExitCode.FAILED);

    assertThat(err.toString()).contains("huge.json").contains("not loaded");
    assertThat(out.toString()).contains("Loaded 0 users; could not load 1.");
  }

  @Test
  void hugeObject_shouldGoToAFileOnly() throws IOException {
    String data = folder.resolve("data").toString();
    Path copy = folder.resolve("copy");
    assertThat(run("init", data, "--empty")).isZero();
    Path objects = folder.resolve("data/objects/rollcall");
    Files.move(huge("huge.csv"), objects.resolve("huge.csv"));

    assertThat(run("get", "huge.csv", "--data", data)).isEqualTo(ExitCode.REJECTED);
    assertThat(err.toString()).contains("huge.csv is larger than 65536 KiB. Name a file");
    assertThat(run("get", "huge.csv", copy.toString(), "--data", data)).isZero();
    assertThat(copy).hasSize(200L << 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "LONG"})
  void jobIdThatLeavesItsFolder_shouldHaveNoReport(String id) {
    String asked = id.equals("LONG") ? "x".repeat(10_000) : id;

    assertThat(run("report", asked, "--data", shared.toString())).isEqualTo(ExitCode.REJECTED);

    assertThat(err.toString()).contains("there is no report of a job");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ｕadmin", "LONG"})
  void primaryIdThatNobodyCanHave_shouldBeNobodys(String id) {
    String asked = id.equals("LONG") ? "x".repeat(10_000) : id;

    assertThat(run("user", asked, "--data", shared.toString())).isEqualTo(ExitCode.REJECTED);

    assertThat(err.toString()).contains("no user has the primary id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../", "sets/../..", "/", "a\\b", "a\0"})
  void prefix_thatNoKeyHas_shouldBeMisuse(String prefix) {
    assertThat(run("ls", prefix, "--data", folder.resolve("data").toString()))
        .isEqualTo(ExitCode.REJECTED);
    assertThat(err.toString()).contains("is not a key");
  }
}
