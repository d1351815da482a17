package org.rollcall.cli.console.compose;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.rollcall.json.InputShape.ValueShape;

/** The names and hints of the form's fields. A field without one of its own has that of its key. */
final class FieldNames {

  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("changes.preferred_sms", "Text messages"),
          Map.entry("changes.rs_libraries", "Resource sharing libraries"),
          Map.entry("changes.cataloger_level", "Cataloguer’s level"),
          Map.entry("changes.external_id", "Student system (external_id)"),
          Map.entry("job_name", "Name of the job"),
          Map.entry("set", "Name of a set"),
          Map.entry("set.members", "Or these members"),
          Map.entry("set.id_type", "Type of their identifiers"),
          Map.entry("set.query", "Or all users who match this query"),
          Map.entry("notify.type", "Letter"),
          Map.entry("limits.max_users", "Maximum number of members"),
          Map.entry("limits.max_failures_percent", "Stop if more fail, in percent"),
          Map.entry("limits.include_staff", "Change staff too"));

  private static final Map<String, String> HINTS =
      Map.of(
          "job_name", "One line, for reports and lists.",
          "set.members", "One primary ID per line.",
          "set.id_type", "Only if the members are not primary IDs.",
          "set.query", "JSONata over the user's record, such as user_group.value = 'UG'",
          "notify.type", "Leave it empty to send none.",
          "limits.max_users", "The job is rejected if the set has more.",
          "limits.include_staff", "Holders of the roles 21, 26 and 50 are skipped otherwise.");

  private static final Map<String, String> KEY_HINTS =
      Map.of(
          "when", "JSONata over the user's record, as for a set.",
          "condition", "About the field's content before the job.",
          "allow_past", "Otherwise a day before today is an error.");

  /** Labels by the last key, wherever it is. */
  private static final Map<String, String> KEY_LABELS =
      Map.of(
          "value", "New value",
          "clear", "Empty the field",
          "extend_by", "Extend by",
          "from_today", "Period from today",
          "allow_past", "Allow a past day",
          "when", "Only if this query is true",
          "add", "To add",
          "remove", "To remove",
          "disable", "To disable");

  private FieldNames() {}

  /** The label of a path, such as {@code Expiry date} for {@code changes.expiry_date}. */
  static String label(String path) {
    String key = key(path);
    String words = key.replace('_', ' ');
    return Optional.ofNullable(LABELS.get(path))
        .or(() -> Optional.ofNullable(KEY_LABELS.get(key)))
        .orElseGet(() -> words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
  }

  /** The label of a list's entry, such as {@code To add: entry 1}. */
  static String entryLabel(String list, int number) {
    return label(list) + ": entry " + number;
  }

  /** What to write into a field; empty if that is clear. */
  static String hint(String path, ValueShape value, boolean isList) {
    String special = HINTS.getOrDefault(path, KEY_HINTS.getOrDefault(key(path), ""));
    if (!special.isEmpty()) {
      return special;
    }
    if (isList) {
      return value.table().isPresent() ? "" : "One per line.";
    }
    return switch (value.type()) {
      case DATE ->
          "Such as 2027-06-30"
              + (value.words().isEmpty() ? "." : ", or " + String.join(", ", value.words()) + ".");
      case PERIOD -> "Such as P1Y for a year, P6M for six months.";
      default -> "";
    };
  }

  private static String key(String path) {
    return path.replaceFirst(".*\\.", "").replaceFirst("\\[\\d+]$", "");
  }
}
