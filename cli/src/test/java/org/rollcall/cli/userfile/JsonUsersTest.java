package org.rollcall.cli.userfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users in all forms of JSON, and invalid JSON. */
class JsonUsersTest {

  private static final String A = "{\"primary_id\": \"a\"}";
  private static final String B = "{\"primary_id\": \"b\"}";

  @TempDir Path temp;

  @Test
  void user_overSeveralLines_shouldBeOneRecord() throws IOException {
    CollectedRecords found = read("{\n  \"primary_id\": \"a\",\n  \"user_role\": [\n {} ]\n}\n");

    assertThat(found.ids()).containsExactly("a");
    assertThat(found.records.get(0).path("user_role").path(0).isObject()).isTrue();
    assertThat(found.errors).isEmpty();
  }

  @Test
  void list_shouldBeReadWithTheLineOfEachRecord() throws IOException {
    CollectedRecords found = read("[\n" + A + ",\n\n" + B + "\n]");

    assertThat(found.ids()).containsExactly("a", "b");
    assertThat(found.places)
        .containsExactly("users.json line 2 (record 1)", "users.json line 4 (record 2)");
    assertThat(found.errors).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[ ]", "{\"user\": []}", "{\"user\":[],\"total_record_count\":0}"})
  void list_withoutUsers_shouldBeValid(String json) throws IOException {
    CollectedRecords found = read(json);

    assertThat(found.ids()).isEmpty();
    assertThat(found.errors).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"user\": [{\"primary_id\": \"a\"}, {\"primary_id\": \"b\"}], \"total_record_count\": 2}",
        "{\"total_record_count\": 2, \"user\": [{\"primary_id\": \"a\"}, {\"primary_id\": \"b\"}]}",
        "{\"link\": {\"user\": [1]}, \"user\" : [{\"primary_id\": \"a\"},{\"primary_id\":\"b\"}]}"
      })
  void almasListOfUsers_shouldBeReadCompletely(String json) throws IOException {
    CollectedRecords found = read(json);

    assertThat(found.ids()).containsExactly("a", "b");
    assertThat(found.errors).isEmpty();
  }

  @Test
  void jsonLines_withoutTheirFileExtension_shouldBeDetected() throws IOException {
    CollectedRecords found = read("\uFEFF" + A + "\r\n\r\n" + B + "\r\n");

    assertThat(found.errors).isEmpty();
    assertThat(found.ids()).containsExactly("a", "b");
  }

  @Test
  void line_thatIsNotJson_shouldBeReportedAndTheOthersRead() throws IOException {
    CollectedRecords found = read(A + "\n{oops\n{\"primary_id\": \"c\"}\n");

    assertThat(found.ids()).containsExactly("a", "c");
    assertThat(found.errors).containsExactly("users.json line 2: RECORD_NOT_JSON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"primary_id\": \"x\", \"primary_id\": \"y\"}",
        "{\"primary_id\": \"x\", \"pin_number\": NaN}",
        "{\"primary_id\" \"x\"}",
        "{\"primary_id\": \"x\", }",
        "{\"primary_id\": tru}",
        "{\"primary_id\": \"\\q\"}",
        "oops"
      })
  void record_ofAListThatIsNotJson_shouldBeReportedAndTheOthersRead(String invalid)
      throws IOException {
    CollectedRecords found = read("[\n" + A + ",\n" + invalid + ",\n" + B + "]");

    assertThat(found.ids()).containsExactly("a", "b");
    assertThat(found.errors).containsExactly("users.json line 3 (record 2): RECORD_NOT_JSON");
    assertThat(found.messages)
        .singleElement()
        .asString()
        .doesNotContain("Source", "enable", "StreamRead", "\n");
  }

  @Test
  void list_thatIsIncomplete_shouldBeReadUpToThere() throws IOException {
    CollectedRecords found = read("[" + A + ",\n{\"primary_id\": \"b\"");

    assertThat(found.ids()).containsExactly("a");
    assertThat(found.errors).containsExactly("users.json line 2 (record 2): JSON_INCOMPLETE");
    assertThat(found.messages)
        .containsExactly(
            "the JSON is incomplete: the file ends before the record or list ends; the rest was not"
                + " read");
  }

  @Test
  void list_withoutAComma_shouldBeReadUpToThere() throws IOException {
    CollectedRecords found = read("[" + A + "\n" + B + "]");

    assertThat(found.ids()).containsExactly("a");
    assertThat(found.errors).containsExactly("users.json line 2: JSON_COMMA_MISSING");
  }

  @Test
  void file_withTrailingContent_shouldBeReadUpToThere() throws IOException {
    CollectedRecords found = read("{\n\"primary_id\": \"a\"\n}\n{\n\"primary_id\": \"b\"\n}");

    assertThat(found.ids()).containsExactly("a");
    assertThat(found.errors).containsExactly("users.json line 4: JSON_TRAILING_CONTENT");
  }

  @Test
  void error_withinARecordOfAList_shouldHaveItsOwnLine() throws IOException {
    CollectedRecords found =
        read("[\n" + A + ",\n{\n\"primary_id\": \"b\",\n\"status\": ACTIVE\n}]");

    assertThat(found.errors).containsExactly("users.json line 5: RECORD_NOT_JSON");
  }

  @Test
  void error_withinTheOnlyRecord_shouldHaveItsOwnLine() throws IOException {
    CollectedRecords found = read("{\n\n\"primary_id\": \"b\",\n\"status\": ACTIVE\n}");

    assertThat(found.errors).containsExactly("users.json line 4: RECORD_NOT_JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n ", "\uFEFF"})
  void file_withoutContent_shouldBeReported(String text) throws IOException {
    assertThat(read(text).errors).containsExactly("users.json: USER_FILE_EMPTY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"hello\"", "12", "primary_id,name\na,b", "null"})
  void file_ofAnotherFormat_shouldBeReported(String text) throws IOException {
    CollectedRecords found = read(text);

    assertThat(found.ids()).isEmpty();
    assertThat(found.errors).containsExactly("users.json: USER_FILE_UNKNOWN_FORMAT");
  }

  @Test
  void record_thatIsNotUtf8_shouldBeReportedAndTheOthersRead() throws IOException {
    CollectedRecords found =
        read((A + "\n{\"primary_id\": \"é\"}\n" + B).getBytes(StandardCharsets.ISO_8859_1));

    assertThat(found.ids()).containsExactly("a", "b");
    assertThat(found.errors).containsExactly("users.json line 2: RECORD_NOT_UTF8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void utf16AndUtf32_shouldBeReadWithAndWithoutAByteOrderMark(String encoding) throws IOException {
    String text = "[{\"primary_id\": \"zoë🦉\"}]";
    Charset charset = Charset.forName(encoding);

    assertThat(read(text.getBytes(charset)).ids()).containsExactly("zoë🦉");
    assertThat(read(("\uFEFF" + text).getBytes(charset)).ids()).containsExactly("zoë🦉");
  }

  @Test
  void record_thatIsTooLong_shouldBeReportedAndTheOthersRead() throws IOException {
    String huge =
        "{\"primary_id\": \"h\", \"x\": \"" + "y".repeat(UserFile.MAX_RECORD_LENGTH) + "\"}";

    assertThat(read("[" + A + ",\n" + huge + ",\n" + B + "]"))
        .satisfies(JsonUsersTest::hasOnlyTheOthers);
    assertThat(read(A + "\n" + huge + "\n" + B)).satisfies(JsonUsersTest::hasOnlyTheOthers);
    assertThat(read(huge).errors).containsExactly("users.json line 1: RECORD_TOO_LONG");
  }

  private static void hasOnlyTheOthers(CollectedRecords found) {
    assertThat(found.ids()).containsExactly("a", "b");
    assertThat(found.errors)
        .singleElement()
        .asString()
        .startsWith("users.json line 2")
        .endsWith(": RECORD_TOO_LONG");
  }

  @ParameterizedTest
  @ValueSource(ints = {1500, 100_000})
  void record_withTooManyLevelsOrDigits_shouldBeReportedAndTheOthersRead(int count)
      throws IOException {
    String deep = "{\"x\": " + "[".repeat(count) + "]".repeat(count) + "}";
    String digits = "{\"x\": " + "9".repeat(count) + "}";

    CollectedRecords found = read("[" + A + "," + deep + "," + digits + "," + B + "]");

    assertThat(found.ids()).containsExactly("a", "b");
    assertThat(found.errors)
        .containsExactly(
            "users.json line 1 (record 2): RECORD_TOO_COMPLEX",
            "users.json line 1 (record 3): RECORD_TOO_COMPLEX");
  }

  @Test
  void gzip_shouldBeRead() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write((A + "\n" + B).getBytes(StandardCharsets.UTF_8));
    }

    assertThat(read(packed.toByteArray()).ids()).containsExactly("a", "b");
  }

  private CollectedRecords read(String content) throws IOException {
    return read(content.getBytes(StandardCharsets.UTF_8));
  }

  private CollectedRecords read(byte[] content) throws IOException {
    return CollectedRecords.read(Files.write(temp.resolve("users.json"), content));
  }
}
