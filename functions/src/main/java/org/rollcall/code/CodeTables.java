package org.rollcall.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.ObjectTooLargeException;
import org.rollcall.error.Faults;
import org.rollcall.json.Fields;
import org.rollcall.json.Json;
import org.rollcall.json.SimilarNames;
import org.rollcall.user.CodedValue;

/**
 * The institution's code tables, by Alma's names, such as {@code UserGroups}. If a table does not
 * exist, all its codes are valid. See D-038.
 */
public final class CodeTables {

  /** The names of the tables that jobs read. */
  public static final List<String> NAMES =
      List.of(
          "AddNewUserOptions",
          "Campuses",
          "CatalogerLevel",
          "HFrUserRoles.roleType",
          "JobTitles",
          "LibraryNoticesOptInDisplay",
          "NoteTypes",
          "UserBlockDescription",
          "UserBlockTypes",
          "UserGroups",
          "UserIdentifierTypes",
          "UserPreferredLanguage",
          "UserStatCategories",
          "UserTitles");

  private static final String PREFIX = "codes/";

  /** The maximum size of a table in bytes. Alma's largest tables have some hundred codes. */
  private static final int MAX_BYTES = 4 << 20;

  /** Alma's maximum length of a code in characters. */
  private static final int MAX_CODE_LENGTH = 255;

  private final Function<String, Optional<Map<String, String>>> loader;
  private final Map<String, Optional<Map<String, String>>> tables = new HashMap<>();
  private final Map<String, Map<String, String>> used = new TreeMap<>();
  private final Map<String, Set<String>> unchecked = new TreeMap<>();

  private CodeTables(Function<String, Optional<Map<String, String>>> loader) {
    this.loader = loader;
  }

  /** The tables in the bucket. Each is read on its first use; errors are added to the faults. */
  public static CodeTables inBucket(Bucket bucket, Faults faults) {
    return new CodeTables(
        name -> {
          String key = key(name);
          try {
            return bucket.get(key, MAX_BYTES).flatMap(content -> read(key, content, faults));
          } catch (ObjectTooLargeException e) {
            return faults.add(key, e.code(), e.maxKibibytes());
          }
        });
  }

  /**
   * Tables with given codes.
   *
   * @param tables for each table, the descriptions of its codes
   */
  public static CodeTables of(Map<String, Map<String, String>> tables) {
    Map<String, Map<String, String>> known = Map.copyOf(tables);
    return new CodeTables(name -> Optional.ofNullable(known.get(name)));
  }

  private static String key(String table) {
    return PREFIX + table + ".json";
  }

  /**
   * The descriptions of a table's codes, in the table's order; empty if there is no table.
   *
   * @param table one of {@link #NAMES}
   */
  public Optional<Map<String, String>> descriptions(String table) {
    if (!NAMES.contains(table)) {
      throw new IllegalArgumentException("not in the list of code tables: " + table);
    }
    return tables.computeIfAbsent(table, loader);
  }

  /**
   * Reads a code; adds an error if the table does not have it.
   *
   * @return the coded value, with a description if the table has one
   */
  public Optional<ObjectNode> readCode(Fields fields, String key, String table) {
    Optional<String> read = fields.line(key, MAX_CODE_LENGTH);
    fields.describe(key, value -> value.fromTable(table));
    return read.flatMap(code -> checkCode(fields, key, table, code));
  }

  /**
   * Checks a code that was read from a key; adds an error if the table does not have it.
   *
   * @return the coded value, with a description if the table has one
   */
  public Optional<ObjectNode> checkCode(Fields fields, String key, String table, String code) {
    Optional<Map<String, String>> descriptions = descriptions(table);
    if (descriptions.isEmpty()) {
      unchecked.computeIfAbsent(key(table), any -> new TreeSet<>()).add(code);
      return Optional.of(CodedValue.of(code));
    }
    String description = descriptions.get().get(code);
    if (description == null) {
      addUnknownCode(fields, key, key(table), code, descriptions.get());
      return Optional.empty();
    }
    used.computeIfAbsent(table, any -> new TreeMap<>()).put(code, description);
    return Optional.of(
        description.isEmpty() ? CodedValue.of(code) : CodedValue.of(code, description));
  }

  private static void addUnknownCode(
      Fields fields, String key, String table, String code, Map<String, String> descriptions) {
    Optional<String> codeDescribed =
        descriptions.keySet().stream()
            .filter(other -> code.equalsIgnoreCase(descriptions.get(other)))
            .findFirst();
    if (codeDescribed.isPresent()) {
      fields.fault(key, CodeTableError.DESCRIPTION_NOT_CODE, table, codeDescribed.get());
    } else if (descriptions.isEmpty()) {
      fields.fault(key, CodeTableError.CODE_TABLE_EMPTY, table);
    } else {
      String codes = SimilarNames.suggestions(code, descriptions.keySet());
      fields.fault(key, CodeTableError.CODE_NOT_IN_TABLE, table, codes);
    }
  }

  /** A remark that names the codes that were not checked; empty if all were. */
  public Optional<String> uncheckedCodes() {
    String tables =
        unchecked.entrySet().stream()
            .map(table -> String.join(", ", table.getValue()) + " (" + table.getKey() + ")")
            .collect(Collectors.joining(", "));
    return unchecked.isEmpty()
        ? Optional.empty()
        : Optional.of("not checked, because these code tables do not exist: " + tables);
  }

  /** The codes that were read, by table. {@link #of} makes tables from it for a retry. */
  public Map<String, Map<String, String>> usedCodes() {
    return new LinkedHashMap<>(used);
  }

  /**
   * Reads a table from an object {@code codes/TABLE.json}; adds all errors. The object has one of
   * three forms: the response of Alma's {@code GET /almaws/v1/conf/code-tables/TABLE}, the list of
   * rows of such a response, or pairs such as {@code {"UG": "Undergraduate"}}.
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
    for (Fields row : table.objects("row", Optional::of).values()) {
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
