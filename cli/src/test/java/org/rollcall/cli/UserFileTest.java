package org.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of users in each of their forms, and what is wrong with them. */
class UserFileTest {

  @TempDir Path temp;
  private final List<String> ids = new ArrayList<>();
  private final List<String> places = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  private final UserFile.Sink sink =
      new UserFile.Sink() {
        @Override
        public void record(String place, JsonNode node) {
          ids.add(node.path("primary_id").asText());
          places.add(place);
        }

        @Override
        public void unreadable(String place, String reason) {
          faults.add(place + ": " + reason);
        }
      };

  @Test
  void oneUserOverSeveralLines_shouldBeOneRecord() throws IOException {
    read("user.json", "{\n  \"primary_id\": \"a\",\n  \"user_role\": [\n {} ]\n}\n");

    assertThat(ids).containsExactly("a");
    assertThat(faults).isEmpty();
  }

  @Test
  void list_shouldGiveEveryRecordWithItsLine() throws IOException {
    Path file = read("users.json", "[\n{\"primary_id\": \"a\"},\n\n{\"primary_id\": \"b\"}\n]");

    assertThat(ids).containsExactly("a", "b");
    assertThat(places).containsExactly(file + " line 2 (record 1)", file + " line 4 (record 2)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"user\": [{\"primary_id\": \"a\"}, {\"primary_id\": \"b\"}], \"total_record_count\": 2}",
        "{\"total_record_count\": 2, \"user\": [{\"primary_id\": \"a\"}, {\"primary_id\": \"b\"}]}"
      })
  void almasListOfUsers_shouldGiveEveryRecord(String json) throws IOException {
    read("users.json", json);

    assertThat(ids).containsExactly("a", "b");
  }

  @Test
  void linesWithoutTheirEnding_shouldBeKnownByTheirLook() throws IOException {
    read("users.txt", "\uFEFF{\"primary_id\": \"a\"}\r\n\r\n{\"primary_id\": \"b\"}\r\n");

    assertThat(faults).isEmpty();
    assertThat(ids).containsExactly("a", "b");
  }

  @Test
  void lineThatIsNotJson_shouldBeNamedAndTheOthersRead() throws IOException {
    Path file = read("users.jsonl", "{\"primary_id\": \"a\"}\n{oops\n{\"primary_id\": \"c\"}\n");

    assertThat(ids).containsExactly("a", "c");
    assertThat(faults).singleElement().asString().startsWith(file + " line 2: it is not JSON");
  }

  @Test
  void listThatBreaksOff_shouldKeepWhatWasBeforeAndSayWhere() throws IOException {
    Path file = read("users.json", "[{\"primary_id\": \"a\"},\n{\"primary_id\": \"b\"");

    assertThat(ids).containsExactly("a");
    assertThat(faults).singleElement().asString().startsWith(file + " line 2: it is not JSON");
  }

  @Test
  void fileThatGoesOnAfterItsEnd_shouldKeepWhatWasBeforeAndSayWhere() throws IOException {
    Path file = read("users.json", "{\n\"primary_id\": \"a\"\n}\n{\n\"primary_id\": \"b\"\n}");

    assertThat(ids).containsExactly("a");
    assertThat(faults).singleElement().asString().startsWith(file + " line 4: it goes on after");
  }

  @Test
  void fileWithoutAnything_shouldBeSaidToBeEmpty() throws IOException {
    read("users.json", "");

    assertThat(faults).singleElement().asString().endsWith("it is empty");
  }

  @Test
  void fileThatHoldsNoUsers_shouldBeSaidSo() throws IOException {
    read("users.json", "\"hello\"");

    assertThat(ids).isEmpty();
    assertThat(faults).hasSize(1);
  }

  @Test
  void fileThatIsNoUtf8_shouldBeSaidSo() throws IOException {
    Path file = temp.resolve("latin.jsonl");
    Files.write(file, "{\"primary_id\": \"é\"}\n".getBytes(StandardCharsets.ISO_8859_1));

    UserFile.read(file, sink);

    assertThat(ids).isEmpty();
    assertThat(faults).singleElement().asString().contains("it is not UTF-8 text");
  }

  private Path read(String name, String content) throws IOException {
    Path file = Files.writeString(temp.resolve(name), content);
    UserFile.read(file, sink);
    return file;
  }
}
