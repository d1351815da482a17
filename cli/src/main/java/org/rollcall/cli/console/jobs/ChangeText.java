package org.rollcall.cli.console.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.rollcall.change.Condition;

/** A change of a job's input in words, such as {@code Expiry date → 31 August 2028}. */
final class ChangeText {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

  /** The keys that are part of the first words, and the conditions, which are the last ones. */
  private static final Set<String> NOT_DETAILS =
      Set.of("value", "clear", "from_today", "extend_by", "condition", "when");

  private ChangeText() {}

  /**
   * The words of a change.
   *
   * @param key the key of the change, such as {@code expiry_date}
   * @param asked its value in the input
   */
  static String of(String key, JsonNode asked) {
    String words = key.replace('_', ' ');
    StringBuilder text = new StringBuilder(words.substring(0, 1).toUpperCase(Locale.ROOT));
    text.append(words.substring(1)).append(effect(asked));
    List<String> details =
        asked.properties().stream()
            .filter(part -> !NOT_DETAILS.contains(part.getKey()) && isSaid(part.getValue()))
            .map(ChangeText::detail)
            .toList();
    if (!details.isEmpty()) {
      text.append(": ").append(String.join("; ", details));
    }
    return text + conditions(asked);
  }

  private static String effect(JsonNode asked) {
    if (asked.path("clear").asBoolean()) {
      return " → empty";
    }
    if (asked.has("from_today")) {
      return " → " + period(asked.path("from_today").asText()) + " from today";
    }
    if (asked.has("extend_by")) {
      return " extended by " + period(asked.path("extend_by").asText());
    }
    return asked.has("value") ? " → " + value(asked.path("value")) : "";
  }

  /** Flags that are false change nothing. */
  private static boolean isSaid(JsonNode value) {
    return !value.isBoolean() || value.asBoolean();
  }

  private static String detail(Map.Entry<String, JsonNode> part) {
    String name = part.getKey().replace('_', ' ');
    return part.getValue().isBoolean() ? name : name + " " + value(part.getValue());
  }

  private static String value(JsonNode value) {
    if (value.isArray()) {
      return value.valueStream().map(ChangeText::value).collect(Collectors.joining(" and "));
    }
    if (value.isObject()) {
      return value.properties().stream()
          .filter(part -> isSaid(part.getValue()))
          .map(ChangeText::detail)
          .collect(Collectors.joining(", "));
    }
    if (value.isBoolean()) {
      return value.asBoolean() ? "yes" : "no";
    }
    return day(value.asText());
  }

  private static String day(String text) {
    try {
      return DAY.format(LocalDate.parse(text.replaceFirst("Z$", "")));
    } catch (DateTimeParseException e) {
      return text;
    }
  }

  private static String period(String text) {
    try {
      Period period = Period.parse(text);
      List<String> parts = new ArrayList<>();
      add(parts, period.getYears(), "year");
      add(parts, period.getMonths(), "month");
      add(parts, period.getDays(), "day");
      return parts.isEmpty() ? text : String.join(" and ", parts);
    } catch (DateTimeParseException e) {
      return text;
    }
  }

  private static void add(List<String> parts, int count, String unit) {
    if (count != 0) {
      parts.add(count + " " + unit + (count == 1 ? "" : "s"));
    }
  }

  private static String conditions(JsonNode asked) {
    StringBuilder text = new StringBuilder();
    String condition = asked.path("condition").asText();
    if (condition.equals(Condition.IF_EMPTY.name())) {
      text.append(", only if it is empty");
    } else if (condition.equals(Condition.IF_NOT_EMPTY.name())) {
      text.append(", only if it is not empty");
    }
    if (asked.has("when")) {
      text.append(", only if ").append(asked.path("when").asText());
    }
    return text.toString();
  }
}
