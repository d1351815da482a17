package org.rollcall.cli.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.code.CodeTableError;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Fault;
import org.rollcall.error.Faults;
import org.rollcall.json.Json;
import org.rollcall.prepare.JobInput;

/** {@code docs/codes.md}: the keys that are checked against code tables, and the errors. */
class CodesDocumentTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));

  private static final Pattern ROW =
      Pattern.compile("^\\| `([\\w.\\[\\]]+)` \\| `([\\w.]+)`", Pattern.MULTILINE);

  private static final Pattern REJECTION =
      Pattern.compile("^```json\\n(\\{\\s*\"errors\".*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  @ParameterizedTest
  @MethodSource("rows")
  void key_shouldBeCheckedAgainstItsTable(String key, String table) {
    CodeTables codes = CodeTables.of(Map.of(table, Map.of("200", "")));
    String path = "changes." + key.replace("[]", "[0]");

    assertThat(faults(holding(key, "999"), codes))
        .contains(
            Fault.of(path, CodeTableError.CODE_NOT_IN_TABLE, "codes/" + table + ".json", "200"));
    assertThat(faults(holding(key, "200"), codes)).noneMatch(fault -> fault.path().equals(path));
  }

  @Test
  void page_shouldListAllTablesThatAreUsed() throws IOException {
    String sources = sources();
    Set<String> checked =
        SampleCodeTables.all().keySet().stream()
            .filter(table -> sources.contains("\"" + table + "\""))
            // This table is used for headers of sets; no values are checked against it.
            .filter(table -> !table.equals("UserIdentifierTypes"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(rows().map(row -> (String) row.get()[1]).collect(Collectors.toSet()))
        .isEqualTo(checked);
  }

  @Test
  void rejection_shouldBeAsOnThePage() throws IOException {
    JsonNode changes =
        Json.MAPPER.readTree(
            "{\"user_group\": {\"value\": \"Alumni\"}, \"campus_code\": {\"value\": \"NORTH\"}}");
    var rejection = REJECTION.matcher(page());

    assertThat(rejection.find()).isTrue();
    JsonNode shown = Json.MAPPER.readTree(rejection.group(1)).path("errors");
    assertThat(Json.MAPPER.<JsonNode>valueToTree(faults(changes, SampleCodeTables.open())))
        .isEqualTo(shown);
  }

  static Stream<Arguments> rows() throws IOException {
    return ROW.matcher(page()).results().map(row -> Arguments.of(row.group(1), row.group(2)));
  }

  /** Changes with a text at a path, such as {@code roles.add[].role_type}. */
  private static JsonNode holding(String path, String text) {
    JsonNode value = TextNode.valueOf(text);
    List<String> steps = List.of(path.split("\\."));
    for (int i = steps.size() - 1; i >= 0; i--) {
      String step = steps.get(i);
      JsonNode held = step.endsWith("[]") ? JsonNodeFactory.instance.arrayNode().add(value) : value;
      value = JsonNodeFactory.instance.objectNode().set(step.replace("[]", ""), held);
    }
    return value;
  }

  private static List<Fault> faults(JsonNode changes, CodeTables codes) {
    Faults faults = new Faults();
    JsonNode input =
        JsonNodeFactory.instance
            .objectNode()
            .put("initiated_by", "mlibrarian")
            .put("set", "leavers")
            .set("changes", changes);
    JobInput.read(input, codes, faults);
    return faults.found();
  }

  private static String page() throws IOException {
    return Files.readString(HOME.resolve("docs/codes.md"));
  }

  private static String sources() throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(HOME.resolve("functions/src/main/java"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }
}
