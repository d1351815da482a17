package org.rollcall.code;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.rollcall.error.Faults;
import org.rollcall.json.Fields;
import org.rollcall.json.Json;
import org.rollcall.json.JsonObjectReader;

/**
 * One code table: an object {@code codes/TABLE.json}, either as Alma's own answer to {@code GET
 * /almaws/v1/conf/code-tables/TABLE}, or the rows of such an answer alone, or simply {@code {"UG":
 * "Undergraduate"}}.
 *
 * @param descriptions what each code means, by code, in the table's order; codes that are switched
 *     off are not there
 */
record CodeTable(Map<String, String> descriptions) {

  /** Alma's bound on a code, in characters. */
  static final int LONGEST_CODE = 255;

  CodeTable {
    descriptions = Collections.unmodifiableMap(new LinkedHashMap<>(descriptions));
  }

  /** Reads a table, noting every fault. */
  static Optional<CodeTable> read(String key, byte[] content, Faults faults) {
    return JsonObjectReader.tree(key, content, faults)
        .map(node -> node.isArray() ? Json.MAPPER.createObjectNode().set("row", node) : node)
        .flatMap(node -> Fields.of(node, key + ":", faults))
        .map(table -> table.node("row").isArray() ? ofRows(table) : ofPairs(table));
  }

  /**
   * Alma's form. A row without a code stands for "none" there, and one that is switched off is for
   * old records; what else Alma says of a table is for its own screens.
   */
  private static CodeTable ofRows(Fields table) {
    Map<String, String> descriptions = new LinkedHashMap<>();
    for (Fields row : table.objects("row")) {
      String key = row.has("value") ? "value" : "code";
      boolean enabled = !row.node("enabled").asText("true").equalsIgnoreCase("false");
      if (enabled && !row.isEmpty(key)) {
        String description = description(row, row.has("desc") ? "desc" : "description");
        row.required(key, name -> row.line(name, LONGEST_CODE))
            .ifPresent(code -> descriptions.putIfAbsent(code, description));
      }
    }
    return new CodeTable(descriptions);
  }

  private static String description(Fields row, String key) {
    return row.isEmpty(key) ? "" : row.node(key).asText("").strip();
  }

  /** The code of which somebody has given the description instead. */
  Optional<String> codeDescribedAs(String text) {
    return descriptions.entrySet().stream()
        .filter(row -> row.getValue().equalsIgnoreCase(text))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static CodeTable ofPairs(Fields table) {
    Map<String, String> descriptions = new LinkedHashMap<>();
    for (String code : table.keys()) {
      JsonNode description = table.node(code);
      if (description.isTextual()) {
        descriptions.put(code.strip(), description.textValue().strip());
      } else if (!description.isMissingNode()) {
        table.fault(code, "must be the code's description, in quotes");
      }
    }
    return new CodeTable(descriptions);
  }
}
