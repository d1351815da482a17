package org.rollcall.local.sample;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.rollcall.json.Json;

/** The data files of the sample institution, and the parts of records that are made from them. */
final class SampleData {

  /** {@code codes.json}: the codes and their descriptions, by table. */
  static final Map<String, Map<String, String>> CODES =
      read("codes.json", new TypeReference<TreeMap<String, Map<String, String>>>() {});

  /** {@code templates.json}: a user without entries, and the entries of a user's lists, by name. */
  private static final Map<String, ObjectNode> TEMPLATES =
      read("templates.json", new TypeReference<>() {});

  private SampleData() {}

  /** Reads a data file. */
  static <T> T read(String file, TypeReference<T> type) {
    try (InputStream content = SampleData.class.getResourceAsStream(file)) {
      return Json.MAPPER.readValue(requireNonNull(content, file), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy of a template. */
  static ObjectNode copy(String template) {
    return requireNonNull(TEMPLATES.get(template), template).deepCopy();
  }

  /** A code of a table, with its description. */
  static ObjectNode code(String table, String code) {
    String description = requireNonNull(codes(table).get(code), code);
    return JsonNodeFactory.instance.objectNode().put("value", code).put("desc", description);
  }

  static Map<String, String> codes(String table) {
    return requireNonNull(CODES.get(table), table);
  }

  /** The record of a person. Its fields are in the order of Alma. */
  static ObjectNode user(Person person) {
    ObjectNode user =
        copy("user")
            .put("primary_id", person.primaryId())
            .put("first_name", person.given())
            .put("last_name", person.family())
            .put("full_name", person.fullName())
            .put("pref_first_name", person.preferred());
    user.set("preferred_language", code("UserPreferredLanguage", person.language()));
    return user;
  }

  /** Removes the fields that Alma omits when they are empty. */
  static ObjectNode withoutEmptyFields(ObjectNode record) {
    record.removeIf(JsonNode::isNull);
    return record;
  }

  static String date(LocalDate date) {
    return date + "Z";
  }

  /** Adds an entry to a list of a record, such as {@code user_role}. */
  static void add(ObjectNode record, String list, JsonNode entry) {
    ((ArrayNode) record.findValue(list)).add(entry);
  }
}
