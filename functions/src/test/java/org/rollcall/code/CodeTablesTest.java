package org.rollcall.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.rollcall.Given;
import org.rollcall.error.Faults;

class CodeTablesTest {

  private static final Map<String, String> GROUPS =
      Map.of("UG", "Undergraduate", "PG", "Postgraduate", "ALUMNI", "Alumni", "STAFF", "");

  private final Faults faults = new Faults();
  private final CodeTables tables = CodeTables.of(Map.of("UserGroups", GROUPS));

  @Test
  void code_inTable_shouldGetDescription() {
    assertThat(code("{value: 'UG'}")).hasValue("{\"value\":\"UG\",\"desc\":\"Undergraduate\"}");
  }

  @Test
  void code_withEmptyDescription_shouldGetNoDescription() {
    assertThat(code("{value: 'STAFF'}")).hasValue("{\"value\":\"STAFF\"}");
  }

  @Test
  void code_notInTable_shouldBeRejectedWithSimilarCodes() {
    assertThat(code("{value: 'ug'}")).isEmpty();
    assertThat(Given.messages(faults))
        .containsExactly(
            "value: codes/UserGroups.json has no such code; it has: UG, PG, ALUMNI, STAFF");
  }

  @Test
  void description_insteadOfCode_shouldBeRejectedWithCode() {
    assertThat(code("{value: 'postgraduate'}")).isEmpty();
    assertThat(Given.messages(faults))
        .containsExactly(
            "value: codes/UserGroups.json has no such code; this is the description of the code PG");
  }

  @Test
  void code_notInLongTable_shouldBeRejectedWithFiveCodes() {
    CodeTables blocks =
        CodeTables.of(
            Map.of(
                "UserBlockTypes",
                Map.of("01", "", "02", "", "03", "", "04", "", "05", "", "ZZZZ", "", "99", "")));
    assertThat(blocks.readCode(Given.fields("{value: '06'}", faults), "value", "UserBlockTypes"))
        .isEmpty();
    assertThat(Given.messages(faults).get(0)).endsWith("it has: 01, 02, 03, 04, 05, …");
  }

  @Test
  void code_ofMissingTable_shouldBeAccepted() {
    assertThat(
            tables
                .readCode(Given.fields("{value: 'ANY'}", faults), "value", "JobTitles")
                .map(Object::toString))
        .hasValue("{\"value\":\"ANY\"}");
    assertThat(faults.isEmpty()).isTrue();
  }

  @Test
  void usedCodes_shouldMakeTablesThatReadSameCodes() {
    Optional<String> first = code("{value: 'UG'}");
    code("{value: 'nonsense'}");
    assertThat(tables.usedCodes()).isEqualTo(Map.of("UserGroups", Map.of("UG", "Undergraduate")));
    CodeTables copy = CodeTables.of(tables.usedCodes());
    assertThat(
            copy.readCode(Given.fields("{value: 'UG'}", new Faults()), "value", "UserGroups")
                .map(Object::toString))
        .isEqualTo(first);
  }

  @Test
  void table_inAlmasForm_shouldHaveEnabledCodesInOrder() {
    Map<String, String> table =
        read("""
                {"name": "UserGroups", "sub_system": {"value": "INFRA"}, "row": [
                  {"code": "UG", "description": "Undergraduate", "default": "false", "enabled": "true"},
                  {"code": "OLD", "description": "No longer", "enabled": false},
                  {"code": "PG"}]}
                """)
            .orElseThrow();
    assertThat(table).containsExactly(Map.entry("UG", "Undergraduate"), Map.entry("PG", ""));
    assertThat(faults.isEmpty()).isTrue();
  }

  @Test
  void table_inAlmasFormWithRowsWithoutCode_shouldIgnoreThem() {
    Map<String, String> table =
        read("""
                {"name": "UserTitles", "description": null, "row": [
                  {"code": "", "description": "", "enabled": "true"},
                  {"code": null, "description": "None"},
                  {"code": " DR ", "description": null, "enabled": "true"}]}
                """)
            .orElseThrow();
    assertThat(table).containsExactly(Map.entry("DR", ""));
    assertThat(faults.isEmpty()).isTrue();
  }

  @Test
  void table_ofRowsOnly_shouldBeReadLikeAlmasForm() {
    Map<String, String> table =
        read("""
                [{"value": "UG", "desc": "Undergraduate"}, {"code": "PG", "description": "Postgraduate"},
                 {"value": "OLD", "enabled": "false"}]
                """)
            .orElseThrow();
    assertThat(table)
        .containsExactly(Map.entry("UG", "Undergraduate"), Map.entry("PG", "Postgraduate"));
    assertThat(faults.isEmpty()).isTrue();
  }

  @Test
  void table_ofPairs_shouldKeepOrder() {
    assertThat(read("{\"02\": \"Two\", \"01\": \"One\"}").orElseThrow().keySet())
        .containsExactly("02", "01");
  }

  @Test
  void invalidTable_shouldBeRejectedWithPath() {
    read("[1]");
    read("\"UG\"");
    read("{\"UG\": 7}");
    read("{\"row\": [{\"description\": \"no code\"}]}");
    assertThat(Given.messages(faults))
        .isEqualTo(
            List.of(
                "codes/T.json: row[0]: must be an object in braces",
                "codes/T.json: must be an object in braces",
                "codes/T.json: UG: must be the code's description, in quotes",
                "codes/T.json: row[0].code: is missing"));
  }

  @Test
  void tables_inCodesDocument_shouldBeValid() throws IOException {
    String page =
        Files.readString(Path.of(System.getProperty("rollcall.home"), "docs/codes.md"))
            .split("## What a table looks like", 2)[1]
            .split("\n## ", 2)[0];
    List<String> shown =
        Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map(block -> block.group(1))
            .toList();

    assertThat(shown).hasSize(3);
    assertThat(shown)
        .allSatisfy(
            table ->
                assertThat(read(table).orElseThrow())
                    .containsEntry("UG", "Undergraduate")
                    .doesNotContainKey("STUD"));
    assertThat(faults.isEmpty()).isTrue();
  }

  private Optional<Map<String, String>> read(String content) {
    return CodeTables.read(
        "codes/T.json", content.getBytes(java.nio.charset.StandardCharsets.UTF_8), faults);
  }

  private Optional<String> code(String object) {
    return tables
        .readCode(Given.fields(object, faults), "value", "UserGroups")
        .map(Object::toString);
  }
}
