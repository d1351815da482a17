package org.rollcall.cli.userfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;

/** Files whose users are inside something else, and files of something else. */
class ContainerTest {

  private static CollectedRecords read(String name, String content) {
    return read(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private static CollectedRecords read(String name, byte[] content) {
    return CollectedRecords.read(name, new ByteArrayInputStream(content));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{user: {primary_id: 'a'}}",
        "{users: [{primary_id: 'a'}], totalRecords: 1}",
        "{users: {user: [{primary_id: 'a'}], total_record_count: 1}}",
        "{users: {user: {primary_id: 'a'}}}",
        "[{user: [{primary_id: 'a'}]}, {users: []}]"
      })
  void users_inAnotherContainer_shouldBeRead(String json) {
    CollectedRecords found = read("users.json", Given.jsonText(json));

    assertThat(found.errors).isEmpty();
    assertThat(found.ids()).containsExactly("a");
  }

  @Test
  void objects_oneAfterTheOther_shouldBeReadOnOneOrSeveralLines() {
    CollectedRecords found =
        read(
            "users.json",
            "{\"primary_id\":\"a\"}{\"primary_id\":\n\"b\"}\n{\"user\":\n[{\"primary_id\":\"c\"}]}");

    assertThat(found.errors).isEmpty();
    assertThat(found.ids()).containsExactly("a", "b", "c");
  }

  @Test
  void longList_underUsers_shouldHaveNoLimit() {
    String user = "{\"primary_id\": \"a\", \"x\": \"" + "n".repeat(300_000) + "\"}";

    CollectedRecords found =
        read("users.json", "{\"users\": [" + (user + ",").repeat(5) + user + "]}");

    assertThat(found.errors).isEmpty();
    assertThat(found.count).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{data: [{primary_id: 'a'}], next: 2} | it holds no users: its keys are data, next; expected",
        "{patrons: {x: 1}} | it holds no users: its keys are patrons; expected",
        "{errorsExist: true, errorList: {error: [{errorMessage: 'No such user.'}]}}"
            + " | it is an error answer of Alma, not users: No such user.",
        "{web_service_result: {errorList: {error: {errorMessage: 'Bad key'}}}}"
            + " | it is an error answer of Alma, not users: Bad key"
      })
  void otherObject_shouldBeNamed(String json, String message) {
    CollectedRecords found = read("users.json", Given.jsonText(json));

    assertThat(found.count).isZero();
    assertThat(found.messages).singleElement().asString().startsWith(message);
  }

  @Test
  void otherObject_thatIsLong_shouldBeNamedToo() {
    CollectedRecords found =
        read("users.json", "{\"rows\": [" + "\"nnnnnnnnn\",".repeat(120_000) + "1]}\n");

    assertThat(found.messages)
        .singleElement()
        .asString()
        .startsWith("it holds no users: its keys are rows;");
  }

  @Test
  void errorAnswerInXml_shouldShowItsMessage() {
    CollectedRecords found =
        read(
            "users.xml",
            "<web_service_result xmlns='http://x'><errorsExist>true</errorsExist><errorList><error>"
                + "<errorCode>401861</errorCode><errorMessage>No such user.</errorMessage>"
                + "</error></errorList></web_service_result>");

    assertThat(found.messages)
        .containsExactly("it is an error answer of Alma, not users: No such user.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "users.csv | primary_id",
        "users.txt | 'cardnumber;surname;email\n0042;Doe;x'",
        "export | card, surname",
        "x/users.CSV | ",
        "old.xls | \u0001"
      })
  void table_shouldBeCalledATable(String name, String content) {
    CollectedRecords found = read(name, content == null ? "x" : content);

    assertThat(found.errors).containsExactly(name + ": USER_FILE_IS_TABLE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "users.json | <!DOCTYPE html><title>Sign in</title> | USER_FILE_IS_WEB_PAGE",
        "users.xml | <!-- x --><HTML lang='de'></HTML> | USER_FILE_IS_WEB_PAGE",
        "users | ﻿<html><h1>502</h1> | USER_FILE_IS_WEB_PAGE",
        "users.xls | <table><tr><td>primary_id</td></tr></table> | USER_FILE_IS_TABLE",
        "users.xml | <Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>"
            + " | USER_FILE_IS_TABLE"
      })
  void webPageOrWorkbookInXml_shouldBeNamed(String name, String content, String code) {
    assertThat(read(name, content).errors).containsExactly(name + ": " + code);
  }

  @Test
  void workbook_shouldBeCalledATable() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String part : new String[] {"xl/workbook.xml", "[Content_Types].xml"}) {
        zip.putNextEntry(new ZipEntry(part));
        zip.write("<workbook/>".getBytes(StandardCharsets.UTF_8));
      }
    }

    assertThat(read("users.xlsx", bytes.toByteArray()).errors)
        .containsExactly("users.xlsx: USER_FILE_IS_TABLE");
    assertThat(read("users.zip", HexFormat.of().parseHex("d0cf11e0a1b11ae1")).errors)
        .containsExactly("users.zip: USER_FILE_IS_TABLE");
  }

  @Test
  void otherText_shouldNotBeCalledATable() {
    assertThat(read("readme", "Export of users\na, b").errors)
        .containsExactly("readme: USER_FILE_UNKNOWN_FORMAT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Arts & Sciences", "Caf&eacute;", "\u001A"})
  void xmlThatCannotBeReadFurther_shouldNameTheRecord(String text) {
    CollectedRecords found =
        read(
            "sis.xml",
            "<users>\n<user><primary_id>a</primary_id></user>\n<user><primary_id>b</primary_id>"
                + "<last_name>"
                + text
                + "</last_name></user>\n<user><primary_id>c</primary_id></user></users>");

    assertThat(found.ids()).containsExactly("a");
    assertThat(found.errors).singleElement().asString().startsWith("sis.xml line 3, in b: ");
    assertThat(found.incompleteFiles).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{primary_id: 'a'},@{primary_id: 'b'}@{primary_id: 'c'}] | users.json line 3, after b",
        "[{primary_id: 'a'},@{primary_id: 'b', x: NaN}] | users.json line 2, in b",
        "{user: [{primary_id: 'a', x: {y: 1},@ z: True}]} | users.json line 2, in a",
        "[{x: 1},@{primary_id: 'a'},@{x: ?, primary_id: 'b'}] | users.json line 3, after a",
        "[@{x: ?}] | users.json line 2"
      })
  void jsonThatCannotBeReadFurther_shouldNameTheLastUser(String json, String place) {
    String text = json.replace('\'', '"').replaceAll("(\\w+):", "\"$1\":").replace('@', '\n');

    assertThat(read("users.json", text).errors).last().asString().startsWith(place + ": ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"primary_id\": \"a\", \"pin_number\": hush17}]",
        "<user><primary_id>a</primary_id><password>x&hush17</password></user>",
        "<user><primary_id>a</primary_id><password>x&hush17;</password></user>"
      })
  void secretThatCannotBeRead_shouldNotBeQuoted(String text) {
    assertThat(read("users", text).messages).singleElement().asString().doesNotContain("hush17");
  }
}
