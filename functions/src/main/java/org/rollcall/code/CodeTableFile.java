package org.rollcall.code;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.rollcall.error.Faults;
import org.rollcall.json.Fields;
import org.rollcall.json.Json;

/**
 * Reads a code table from an object {@code codes/TABLE.json}. The object has one of three forms:
 * the response of Alma's {@code GET /almaws/v1/conf/code-tables/TABLE}, the list of rows of such a
 * response, or pairs such as {@code {"UG": "Undergraduate"}}.
 */
final class CodeTableFile {

  /** Alma's maximum length of a code in characters. */
  static final int MAX_CODE_LENGTH = 255;

  private CodeTableFile() {}

  /**
   * Reads a table; adds all errors.
   *
   * @return the descriptions of all enabled codes, by code, in the table's order
   */
  static Optional<Map<String, String>> read(String key, byte[] content, Faults faults) {
    return Json.read(key, content, faults)
        .map(node -> node.isArray() ? Json.MAPPER.createObjectNode().set("row", node) : node)
        .flatMap(node -> Fields.of(node, key + ":", faults))
        .map(table -> table.node("row").isArray() ? ofRows(table) : ofPairs(table));
  }

  /**
   * Reads Alma's form. Rows that are disabled, and rows without a code, which stand for "none", are
   * ignored. Other keys of Alma's response are ignored too.
   */
  private static Map<String, String> ofRows(Fields table) {
    Map<String, String> descriptions = new LinkedHashMap<>();
    for (Fields row : table.objects("row")) {
      String key = row.has("value") ? "value" : "code";
      boolean enabled = !row.node("enabled").asText("true").equalsIgnoreCase("false");
      if (enabled && !row.isEmpty(key)) {
        String description = description(row, row.has("desc") ? "desc" : "description");
        row.required(key, name -> row.line(name, MAX_CODE_LENGTH))
            .ifPresent(code -> descriptions.putIfAbsent(code, description));
      }
    }
    return descriptions;
  }

  private static String description(Fields row, String key) {
    return row.isEmpty(key) ? "" : row.node(key).asText("").strip();
  }

  private static Map<String, String> ofPairs(Fields table) {
    Map<String, String> descriptions = new LinkedHashMap<>();
    for (String code : table.keys()) {
      JsonNode description = table.node(code);
      if (description.isTextual()) {
        descriptions.put(code.strip(), description.textValue().strip());
      } else if (!description.isMissingNode()) {
        table.fault(code, CodeTableError.INVALID_CODE_DESCRIPTION);
      }
    }
    return descriptions;
  }
}
