package org.rollcall.cli.console.users;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rollcall.cli.console.jobs.TimeText;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Json;
import org.rollcall.user.CodedValue;

/**
 * The names and values of a record's fields for people. A code has its description from the code
 * table, or else from the record. Times are in the institution's zone.
 */
record FieldText(CodeTables tables, ZoneId zone) {

  /** The tables of the fields with codes; see {@code docs/codes.md}. */
  private static final Map<String, String> TABLES =
      Map.ofEntries(
          Map.entry("record_type", "AddNewUserOptions"),
          Map.entry("campus_code", "Campuses"),
          Map.entry("cataloger_level", "CatalogerLevel"),
          Map.entry("role_type", "HFrUserRoles.roleType"),
          Map.entry("job_category", "JobTitles"),
          Map.entry("note_type", "NoteTypes"),
          Map.entry("block_description", "UserBlockDescription"),
          Map.entry("block_type", "UserBlockTypes"),
          Map.entry("user_group", "UserGroups"),
          Map.entry("id_type", "UserIdentifierTypes"),
          Map.entry("preferred_language", "UserPreferredLanguage"),
          Map.entry("statistic_category", "UserStatCategories"),
          Map.entry("user_title", "UserTitles"));

  /** A day in Alma's format. */
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\dZ");

  private static final Set<String> CODED = Set.of("value", "desc", "link");

  /** A field's name, such as {@code User group} for {@code user_group}. */
  static String name(String field) {
    String words = field.replace('_', ' ').replaceAll("\\bid\\b", "ID").strip();
    return words.isEmpty()
        ? field
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** Whether an object is a code, with or without a description. */
  static boolean isCoded(JsonNode value) {
    return value.path("value").isValueNode() && CODED.containsAll(names(value));
  }

  private static List<String> names(JsonNode value) {
    return value.properties().stream().map(Map.Entry::getKey).toList();
  }

  /** A value in one text; empty if there is nothing to show. */
  String value(String field, JsonNode value) {
    if (!Json.isFilled(value)) {
      return "";
    }
    if (value.isArray()) {
      return value
          .valueStream()
          .map(entry -> value(field, entry))
          .filter(text -> !text.isEmpty())
          .collect(Collectors.joining(isCoded(value.path(0)) ? ", " : "; "));
    }
    if (value.isObject() && !isCoded(value)) {
      List<String> parts = new ArrayList<>();
      value
          .properties()
          .forEach(
              part -> {
                String text = value(part.getKey(), part.getValue());
                if (!text.isEmpty()) {
                  parts.add(name(part.getKey()) + ": " + text);
                }
              });
      return String.join(", ", parts);
    }
    return coded(field, value);
  }

  private String coded(String field, JsonNode value) {
    Optional<String> code = CodedValue.code(value);
    if (code.isEmpty()) {
      return value.isValueNode() ? plain(value) : "";
    }
    Optional<String> table = Optional.ofNullable(TABLES.get(field));
    String description =
        table
            .flatMap(tables::descriptions)
            .flatMap(codes -> Optional.ofNullable(codes.get(code.get())))
            .filter(text -> !text.isBlank())
            .orElseGet(() -> value.path("desc").asText(""));
    boolean isClear = description.isBlank() || description.equalsIgnoreCase(code.get());
    if (isClear && value.isValueNode()) {
      return plain(value);
    }
    return isClear ? code.get() : description + " (" + code.get() + ")";
  }

  private String plain(JsonNode value) {
    if (value.isBoolean()) {
      return value.asBoolean() ? "yes" : "no";
    }
    String text = value.asText("");
    if (DAY.matcher(text).matches()) {
      return text.substring(0, text.length() - 1);
    }
    try {
      return TimeText.of(Instant.parse(text), zone).text();
    } catch (DateTimeException e) {
      return text;
    }
  }
}
