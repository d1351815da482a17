package org.rollcall.cli.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Json;
import org.rollcall.local.sample.SampleInstitution;

/** The code tables of the sample institution, which the documents' examples use. */
final class SampleCodeTables {

  private SampleCodeTables() {}

  /** New tables. */
  static CodeTables open() {
    return CodeTables.of(all());
  }

  /** The descriptions of the codes, by table. */
  static Map<String, Map<String, String>> all() {
    Map<String, Map<String, String>> tables = new TreeMap<>();
    SampleInstitution.objects()
        .forEach(
            (key, content) -> {
              if (key.startsWith("codes/")) {
                String name = key.substring("codes/".length(), key.length() - ".json".length());
                tables.put(name, table(Json.read(content, JsonNode.class)));
              }
            });
    return tables;
  }

  private static Map<String, String> table(JsonNode pairs) {
    Map<String, String> table = new LinkedHashMap<>();
    pairs.properties().forEach(pair -> table.put(pair.getKey(), pair.getValue().asText()));
    return table;
  }
}
