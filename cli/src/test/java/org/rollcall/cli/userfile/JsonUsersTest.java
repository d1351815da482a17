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

/** Users in each of the forms of JSON, and what is wrong with them. */
class JsonUsersTest {

  private static final String A = "{\"primary_id\": \"a\"}";
  private static final String B = "{\"primary_id\": \"b\"}";

  @TempDir Path temp;

  @Test
  void oneUserOverSeveralLines_shouldBeOneRecord() throws IOException {
    CollectedRecords found = read("{\n  \"primary_id\": \"a\",\n  \"user_role\": [\n {} ]\n}\n");

    assertThat(found.ids()).containsExactly("a");
    assertThat(found.records.get(0).path("user_role").path(0).isObject()).isTrue();
    assertThat(found.faults).isEmpty();
  }

  @Test
  void list_shouldGiveEveryRecordWithItsLine() throws IOException {
    CollectedRecords found = read("[\n" + A + ",\n\n" + B + "\n]");

    assertThat(found.ids()).containsExactly("a", "b");
    assertThat(found.places)
        .containsExactly("users.json line 2 (record 1)", "users.json line 4 (record 2)");
    assertThat(found.faults).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[ ]", "{\"user\": []}", "{\"user\":[],\"total_record_count\":0}"})
  void listOfNobody_shouldBeNoFault(String json) throws IOException {
    CollectedRecords found = read(json);

    assertThat(found.ids()).isEmpty();
    assertThat(found.faults).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"user\": [{\"primary_id\": \"a\"}, {\"primary_id\": \"b\"}], \"total_record_count\": 2}",
        "{\"total_record_count\": 2, \"user\": [{\"primary_id\": \"a\"}, {\"primary_id\": \"b\"}]}",
        "{\"link\": {\"user\": [1]}, \"user\" : [{\"primary_id\": \"a\"},{\"primary_id\":\"b\"}]}"
      })
  void almasListOfUsers_shouldGiveEveryRecord(String json) throws IOException {
    CollectedRecords found = read(json);

    assertThat(found.ids()).containsExactly("a", "b");
    assertThat(found.faults).isEmpty();
  }

  @Test
  void linesWithoutTheirEnding_shouldBeKnownByTheirLook() throws IOException {
    CollectedRecords found = read("\uFEFF" + A + "\r\n\r\n" + B + "\r\n");

    assertThat(found.faults).isEmpty();
    assertThat(found.ids()).containsExactly("a", "b");
  }

  @Test
  void lineThatIsNotJson_shouldBeNamedAndTheOthersRead() throws IOException {
    CollectedRecords found = read(A + "\n{oops\n{\"primary_id\": \"c\"}\n");

    assertThat(found.ids()).containsExactly("a", "c");
    assertThat(found.faults)
        .singleElement()
        .asString()
        .startsWith("users.json line 2: it is not JSON");
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
  void recordOfAListThatIsNotJson_shouldBeNamedAndTheOthersRead(String broken) throws IOException {
    CollectedRecords found = read("[\n" + A + ",\n" + broken + ",\n" + B + "]");

    assertThat(found.ids()).containsExactly("a", "b");
    assertThat(found.faults)
        .singleElement()
        .asString()
        .startsWith("users.json line 3 (record 2): it is not JSON: ")
        .doesNotContain("Source", "enable", "StreamRead", "\n");
  }

  @Test
  void listThatBreaksOff_shouldKeepWhatWasBeforeAndSayWhere() throws IOException {
    CollectedRecords found = read("[" + A + ",\n{\"primary_id\": \"b\"");

    assertThat(found.ids()).containsExactly("a");
    assertThat(found.faults)
        .containsExactly(
            "users.json line 2 (record 2): it is not JSON: it has no end; nothing from here on was"
                + " read");
  }

  @Test
  void listWithoutAComma_shouldKeepWhatWasBeforeAndSayWhere() throws IOException {
    CollectedRecords found = read("[" + A + "\n" + B + "]");

    assertThat(found.ids()).containsExactly("a");
    assertThat(found.faults)
        .singleElement()
        .asString()
        .startsWith("users.json line 2: it is not JSON: a comma or ] is missing after record 1;");
  }

  @Test
  void fileThatGoesOnAfterItsEnd_shouldKeepWhatWasBeforeAndSayWhere() throws IOException {
    CollectedRecords found = read("{\n\"primary_id\": \"a\"\n}\n{\n\"primary_id\": \"b\"\n}");

    assertThat(found.ids()).containsExactly("a");
    assertThat(found.faults)
        .singleElement()
        .asString()
        .startsWith("users.json line 4: it goes on after");
  }

  @Test
  void faultWithinARecord_shouldBeNamedByItsOwnLine() throws IOException {
    CollectedRecords found =
        read("[\n" + A + ",\n{\n\"primary_id\": \"b\",\n\"status\": ACTIVE\n}]");

    assertThat(found.faults).singleElement().asString().startsWith("users.json line 5: it is not");
  }

  @Test
  void faultWithinTheOnlyUser_shouldBeNamedByItsOwnLine() throws IOException {
    CollectedRecords found = read("{\n\n\"primary_id\": \"b\",\n\"status\": ACTIVE\n}");

    assertThat(found.faults).singleElement().asString().startsWith("users.json line 4: it is not");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n ", "\uFEFF"})
  void fileWithoutAnything_shouldBeSaidToBeEmpty(String text) throws IOException {
    assertThat(read(text).faults).containsExactly("users.json: it is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"hello\"", "12", "primary_id,name\na,b", "null"})
  void fileThatHoldsNoUsers_shouldBeSaidSo(String text) throws IOException {
    CollectedRecords found = read(text);

    assertThat(found.ids()).isEmpty();
    assertThat(found.faults)
        .containsExactly("users.json: it holds no users: it is neither JSON nor XML");
  }

  @Test
  void recordThatIsNoUtf8_shouldBeNamedAndTheOthersRead() throws IOException {
    CollectedRecords found =
        read((A + "\n{\"primary_id\": \"é\"}\n" + B).getBytes(StandardCharsets.ISO_8859_1));

    assertThat(found.ids()).containsExactly("a", "b");
    assertThat(found.faults).containsExactly("users.json line 2: it is not UTF-8 text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void wideText_shouldBeReadWithAMarkAndWithout(String encoding) throws IOException {
    String text = "[{\"primary_id\": \"zoë🦉\"}]";
    Charset charset = Charset.forName(encoding);

    assertThat(read(text.getBytes(charset)).ids()).containsExactly("zoë🦉");
    assertThat(read(("\uFEFF" + text).getBytes(charset)).ids()).containsExactly("zoë🦉");
  }

  @Test
  void recordThatIsTooLong_shouldBeNamedAndTheOthersRead() throws IOException {
    String huge = "{\"primary_id\": \"h\", \"x\": \"" + "y".repeat(UserFile.LONGEST_RECORD) + "\"}";

    assertThat(read("[" + A + ",\n" + huge + ",\n" + B + "]"))
        .satisfies(JsonUsersTest::hasOthersOnly);
    assertThat(read(A + "\n" + huge + "\n" + B)).satisfies(JsonUsersTest::hasOthersOnly);
    assertThat(read(huge).faults)
        .containsExactly("users.json line 1: it is longer than 1,000,000 characters");
  }

  private static void hasOthersOnly(CollectedRecords found) {
    assertThat(found.ids()).containsExactly("a", "b");
    assertThat(found.faults)
        .singleElement()
        .asString()
        .startsWith("users.json line 2")
        .endsWith("it is longer than 1,000,000 characters");
  }

  @ParameterizedTest
  @ValueSource(ints = {1500, 100_000})
  void recordOfDepthsOrDigitsBeyondReason_shouldBeNamedAndTheOthersRead(int many)
      throws IOException {
    String deep = "{\"x\": " + "[".repeat(many) + "]".repeat(many) + "}";
    String digits = "{\"x\": " + "9".repeat(many) + "}";

    CollectedRecords found = read("[" + A + "," + deep + "," + digits + "," + B + "]");

    assertThat(found.ids()).containsExactly("a", "b");
    assertThat(found.faults)
        .hasSize(2)
        .allSatisfy(
            fault ->
                assertThat(fault)
                    .contains("a number of more than 1,000 digits, or is nested more than 1,000"));
  }

  @Test
  void packedByGzip_shouldBeRead() throws IOException {
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
    return CollectedRecords.from(Files.write(temp.resolve("users.json"), content));
  }
}
