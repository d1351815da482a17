package org.rollcall.cli.console.compose;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.rollcall.change.ChangeError;
import org.rollcall.error.Fault;
import org.rollcall.json.InputError;
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
          Map.entry("set", "The set with this name"),
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

  /** The objects of the input that are no groups of the form. */
  private static final Set<String> CONTAINERS = Set.of("changes", "set", "notify", "limits");

  /** The errors whose messages list keys of the same object. */
  private static final Set<String> ALTERNATIVES =
      Set.of(
          ChangeError.CHANGE_WITHOUT_VALUE.name(), ChangeError.CHANGE_WITH_SEVERAL_VALUES.name());

  private static final Pattern ADVICE_TO_ADD = Pattern.compile("add \"([a-z_]+)\": true");
  private static final Pattern KEY = Pattern.compile("[a-z_]+");

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

  /**
   * The labels on the way to a field, such as {@code Expiry date: New value} for {@code
   * changes.expiry_date.value}.
   */
  static String place(String path) {
    StringBuilder place = new StringBuilder();
    String before = "";
    for (String step : JsonPlace.of(path).steps()) {
      boolean isEntry = step.startsWith("[");
      String here = isEntry ? before + step : InputForm.join(before, step);
      before = here;
      if (CONTAINERS.contains(here) && !here.equals(path)) {
        continue;
      }
      String label =
          isEntry
              ? "entry " + (Integer.parseInt(step.substring(1, step.length() - 1)) + 1)
              : label(here).replaceFirst("^Or (.)", "$1");
      place.append(place.isEmpty() ? "" : ": ").append(label);
    }
    return place.isEmpty()
        ? ""
        : place.substring(0, 1).toUpperCase(Locale.ROOT) + place.substring(1);
  }

  /** A fault with the names of the form instead of those of the JSON. */
  static Fault inWords(Fault fault) {
    if (fault.path().equals("set") && fault.code().equals(InputError.MISSING_KEY.name())) {
      return new Fault(
          fault.code(), fault.path(), "choose a user group, a set, members or a query");
    }
    String message =
        ADVICE_TO_ADD
            .matcher(fault.message())
            .replaceAll(found -> "choose yes at “" + label(found.group(1)) + "”");
    if (ALTERNATIVES.contains(fault.code())) {
      message =
          KEY.matcher(message)
              .replaceAll(
                  found ->
                      KEY_LABELS.containsKey(found.group())
                          ? "“" + label(found.group()) + "”"
                          : found.group());
    }
    return new Fault(
        fault.code(),
        fault.path(),
        message
            .replace("leave the key out", "leave the field empty")
            .replace("account_type EXTERNAL", "the account type EXTERNAL"));
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
          "Such as 30 June 2027, 2027-06-30"
              + (value.words().isEmpty() ? "." : ", or " + String.join(", ", value.words()) + ".");
      case PERIOD -> "Such as P1Y for a year, P6M for six months.";
      default -> "";
    };
  }

  private static String key(String path) {
    return path.replaceFirst(".*\\.", "").replaceFirst("\\[\\d+]$", "");
  }
}
