package org.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.StockLetters;

/** {@code rollcall put}, {@code get} and {@code ls}. */
class ObjectCommandsTest {

  @TempDir static Path temp;
  static Path data;

  @BeforeAll
  static void init() {
    data = temp.resolve("data");
    assertThat(CommandResult.run("init", data, "--empty").exitCode()).isZero();
  }

  @Test
  void object_thatWasPut_shouldBeListedAndReadWithoutChanges() throws IOException {
    byte[] content = "primary_id\r\nзоя\r\n".getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(temp.resolve("leavers.csv"), content);
    Path copy = temp.resolve("copy.csv");

    CommandResult put = CommandResult.run("put", "sets/leavers 2026.csv", file, "--data", data);
    CommandResult printed = CommandResult.run("get", "sets/leavers 2026.csv", "--data", data);
    CommandResult written = CommandResult.run("get", "sets/leavers 2026.csv", copy, "--data", data);

    assertThat(put)
        .isEqualTo(new CommandResult(0, "", "Put sets/leavers 2026.csv: a set with 1 member.\n"));
    assertThat(printed.out()).isEqualTo("primary_id\r\nзоя\r\n");
    assertThat(written).isEqualTo(new CommandResult(0, "", ""));
    assertThat(copy).hasBinaryContent(content);
    assertThat(CommandResult.run("ls", "sets/", "--data", data).lines())
        .containsExactly("sets/leavers 2026.csv");
  }

  @Test
  void object_thatIsNotText_shouldBeWrittenToAFileOnly() throws IOException {
    byte[] content = {(byte) 0xFF, (byte) 0xFE, 0};
    Path copy = temp.resolve("copy.bin");
    CommandResult.run(
        "put", "files/old.bin", Files.write(temp.resolve("old.bin"), content), "--data", data);

    CommandResult printed = CommandResult.run("get", "files/old.bin", "--data", data);
    CommandResult.run("get", "files/old.bin", copy, "--data", data);

    assertThat(printed.exitCode()).isEqualTo(2);
    assertThat(printed.err()).contains("files/old.bin is not text", "[OBJECT_NOT_TEXT]");
    assertThat(copy).hasBinaryContent(content);
  }

  @Test
  void list_shouldPrintOneKeyPerLine() {
    CommandResult all = CommandResult.run("ls", "--data", data);
    CommandResult json =
        CommandResult.run("ls", "letters/ACCOUNT_UPDATED/", "--data", data, "--json");

    assertThat(all.lines())
        .isSorted()
        .contains("institution.json", "letters/NOTIFY_PASSWORD_CHANGE/fr/body.html");
    assertThat(json.json()).hasSize(1 + 3 * StockLetters.languages().size());
    assertThat(CommandResult.run("ls", "nothing/", "--data", data))
        .isEqualTo(new CommandResult(0, "", ""));
  }

  @Test
  void object_thatDoesNotExist_shouldBeRefusedWithASimilarKey() {
    CommandResult command = CommandResult.run("get", "institutoin.json", "--data", data);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.out()).isEmpty();
    assertThat(command.err())
        .contains(
            "no object has the key institutoin.json; did you mean \"institution.json\"?"
                + " [OBJECT_NOT_FOUND]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../x", "/etc/passwd", "sets//x", "sets/./x", "sets/../../x", "sets\\x", "", "//"})
  void key_thatIsInvalid_shouldBeRefused(String key) throws IOException {
    Path file = Files.writeString(temp.resolve("any"), "x");

    CommandResult put = CommandResult.run("put", key, file, "--data", data);
    CommandResult get = CommandResult.run("get", key, "--data", data);

    assertThat(put.exitCode()).isEqualTo(2);
    assertThat(put.err()).contains("[INVALID_OBJECT_KEY]");
    assertThat(get.exitCode()).isEqualTo(2);
  }

  @Test
  void file_thatDoesNotExist_shouldBeRefused() {
    CommandResult missing =
        CommandResult.run("put", "sets/x.csv", temp.resolve("none.csv"), "--data", data);
    CommandResult folder = CommandResult.run("put", "sets/x.csv", temp, "--data", data);

    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err()).contains("no such file: " + temp.resolve("none.csv"));
    assertThat(folder.exitCode()).isEqualTo(2);
    assertThat(folder.err()).contains("set: not a valid set name");
  }
}
