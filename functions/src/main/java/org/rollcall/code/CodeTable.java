package org.rollcall.code;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.rollcall.json.Faults;
import org.rollcall.json.Fields;
import org.rollcall.json.JsonObject;

/**
 * One code table: an object {@code codes/TABLE.json}, either as Alma's own answer to {@code GET
 * /almaws/v1/conf/code-tables/TABLE}, or simply {@code {"UG": "Undergraduate"}}.
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
    return JsonObject.read(key, content, faults)
        .map(fields -> fields.has("row") ? ofAlma(fields) : ofPairs(fields));
  }

  /** Alma's form; what else it says of a table or a row is for its own screens. */
  private static CodeTable ofAlma(Fields table) {
    Map<String, String> descriptions = new LinkedHashMap<>();
    for (Fields row : table.objects("row")) {
      Optional<String> code = row.required("code", key -> row.line(key, LONGEST_CODE));
      String description = row.node("description").asText("").strip();
      boolean enabled = !row.node("enabled").asText("true").equalsIgnoreCase("false");
      if (enabled) {
        code.ifPresent(found -> descriptions.putIfAbsent(found, description));
      }
    }
    return new CodeTable(descriptions);
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
