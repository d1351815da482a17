package org.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What nobody means to type is answered with a sentence, and keeps nothing else from being done.
 */
class HostileInputTest {

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

  @ParameterizedTest
  @ValueSource(strings = {"../", "sets/../..", "/", "a\\b", "a\0"})
  void prefix_thatNoKeyHas_shouldBeMisuse(String prefix) {
    assertThat(run("ls", prefix, "--data", folder.resolve("data").toString()))
        .isEqualTo(ExitCode.REJECTED);
    assertThat(err.toString()).contains("is not a key");
  }
}
