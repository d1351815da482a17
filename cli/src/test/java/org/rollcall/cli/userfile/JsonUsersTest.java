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
  @CsvSource({
    "users.json, '{\"primary_id\": \"x\", \"primary_id\": \"y\"}', primary_id",
    "users.json, '{\"primary_id\": \"x\", \"user_role\": [{\"a\": 1, \"a\": [2]}]}', a",
    "users.jsonl, '{\"primary_id\": \"x\", \"primary_id\": \"y\"}', primary_id"
  })
  void record_withADuplicateField_shouldBeReportedAndTheOthersRead(
      String file, String invalid, String field) throws IOException {
    boolean isList = file.endsWith(".json");
    String text = A + "," + invalid + "," + B;
    CollectedRecords found =
        read(file, isList ? "[" + text.replace("},{", "},\n{") + "]" : text.replace("},{", "}\n{"));

    assertThat(found.ids()).containsExactly("a", "b");
    assertThat(found.errors)
        .containsExactly(file + " line 2" + (isList ? " (record 2)" : "") + ": RECORD_NOT_JSON");
    assertThat(found.messages)
        .containsExactly("the record is not valid JSON: Duplicate field '" + field + "'");
    assertThat(found.incompleteFiles).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"last_name\": \"x\", \"pin_number\": NaN}",
        "{\"primary_id\" \"x\"}",
        "{\"last_name\": \"x\", }",
        "{\"primary_id\": tru}",
        "{\"primary_id\": \"\\q\"}",
        "oops"
      })
  void record_thatIsNotJson_shouldEndTheReadingOfAListButNotOfLines(String invalid)
      throws IOException {
    CollectedRecords list = read("[\n" + A + ",\n" + invalid + ",\n" + B + "]");
    CollectedRecords lines = read(A + "\n" + invalid + "\n" + B);

    assertThat(list.ids()).containsExactly("a");
    assertThat(list.errors).containsExactly("users.json line 3, after a: RECORD_NOT_JSON");
    assertThat(list.messages)
        .singleElement()
        .asString()
        .doesNotContain("Source", "enable", "StreamRead", "\n");
    assertThat(list.incompleteFiles).isOne();
    assertThat(lines.ids()).containsExactly("a", "b");
    assertThat(lines.errors).containsExactly("users.json line 2: RECORD_NOT_JSON");
    assertThat(lines.messages).isEqualTo(list.messages);
    assertThat(lines.incompleteFiles).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", "\"text\"", "[{\"primary_id\": \"x\"}]"})
  void record_thatIsNoObject_shouldBePassedOn(String record) throws IOException {
    CollectedRecords found = read("[" + A + "," + record + "," + B + "]");

    assertThat(found.ids()).containsExactly("a", "", "b");
    assertThat(found.errors).isEmpty();
  }

  @Test
  void list_thatIsIncomplete_shouldBeReadUpToThere() throws IOException {
    CollectedRecords found = read("[" + A + ",\n{\"primary_id\": \"b\"");

    assertThat(found.ids()).containsExactly("a");
    assertThat(found.errors).containsExactly("users.json line 2, in b: JSON_INCOMPLETE");
    assertThat(found.incompleteFiles).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[%s\n%s]", "[%s,\n] %s", "[%s\n}, %s]", "{\"user\": [%s\n}, %s]}"})
  void list_withWrongPunctuation_shouldBeReadUpToThere(String list) throws IOException {
    CollectedRecords found = read(list.formatted(A, B));

    assertThat(found.ids()).containsExactly("a");
    assertThat(found.errors).containsExactly("users.json line 2, after a: RECORD_NOT_JSON");
    assertThat(found.incompleteFiles).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s%s",
        "[%s] [%s]",
        "{\n\"primary_id\": \"a\"\n}\n{\n\"primary_id\": \"b\"\n}",
        "{\"user\": [%s], \"total_record_count\": 2}\n{\"user\": [%s], \"total_record_count\": 2}",
        "[{\"user\": [%s]}, {\"user\": [%s]}]"
      })
  void texts_afterEachOther_shouldAllBeRead(String texts) throws IOException {
    CollectedRecords found = read(texts.formatted(A, B));

    assertThat(found.ids()).containsExactly("a", "b");
    assertThat(found.errors).isEmpty();
  }

  @Test
  void error_withinARecordOfAList_shouldHaveItsOwnLine() throws IOException {
    CollectedRecords found =
        read("[\n" + A + ",\n{\n\"primary_id\": \"b\",\n\"status\": ACTIVE\n}]");

    assertThat(found.errors).containsExactly("users.json line 5, in b: RECORD_NOT_JSON");
  }

  @Test
  void error_withinTheOnlyRecord_shouldHaveItsOwnLine() throws IOException {
    CollectedRecords found = read("{\n\n\"primary_id\": \"b\",\n\"status\": ACTIVE\n}");

    assertThat(found.errors).containsExactly("users.json line 4, in b: RECORD_NOT_JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n ", "\uFEFF"})
  void file_withoutContent_shouldBeReported(String text) throws IOException {
    assertThat(read(text).errors).containsExactly("users.json: USER_FILE_EMPTY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"hello\"", "12", "primary_id\na", "null"})
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
    assertThat(found.incompleteFiles).isZero();
  }

  @Test
  void list_thatIsNotUtf8_shouldBeReadUpToThere() throws IOException {
    String list = "[" + A + ",\n{\"primary_id\": \"é\"},\n" + B + "]";

    CollectedRecords found = read(list.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(found.ids()).containsExactly("a");
    assertThat(found.errors).containsExactly("users.json line 2, after a: RECORD_NOT_UTF8");
    assertThat(found.incompleteFiles).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void utf16AndUtf32_shouldBeReadWithAndWithoutAByteOrderMark(String encoding) throws IOException {
    String text = "[{\"primary_id\": \"zoë🦉\"}]";
    Charset charset = Charset.forName(encoding);

    assertThat(read(text.getBytes(charset)).ids()).containsExactly("zoë🦉");
    assertThat(read(("\uFEFF" + text).getBytes(charset)).ids()).containsExactly("zoë🦉");
    assertThat(read((A + "\n" + B + "\n").getBytes(charset)).ids()).containsExactly("a", "b");
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
  @ValueSource(strings = {"[", "9"})
  void record_withTooManyLevelsOrDigits_shouldEndTheReadingOfAListButNotOfLines(String part)
      throws IOException {
    String complex = "{\"x\": " + part.repeat(100_000) + "}";

    CollectedRecords list = read("[" + A + ",\n" + complex + "," + B + "]");
    CollectedRecords lines = read(A + "\n" + complex + "\n" + B);

    assertThat(list.ids()).containsExactly("a");
    assertThat(list.errors).containsExactly("users.json line 2, after a: RECORD_TOO_COMPLEX");
    assertThat(list.incompleteFiles).isOne();
    assertThat(lines.ids()).containsExactly("a", "b");
    assertThat(lines.errors).containsExactly("users.json line 2: RECORD_TOO_COMPLEX");
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

  private CollectedRecords read(String name, String content) throws IOException {
    return CollectedRecords.read(Files.writeString(temp.resolve(name), content));
  }

  private CollectedRecords read(byte[] content) throws IOException {
    return CollectedRecords.read(Files.write(temp.resolve("users.json"), content));
  }
}
