package org.rollcall.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.rollcall.error.ErrorCode;
import org.rollcall.error.Faults;

/**
 * Reads an input object key by key, noting every fault with its path. A key that nobody asked for
 * is a fault too, found by {@link #refuseOthers}.
 */
public final class Fields {

  private static final int MAX_TEXT_LENGTH = 10_000;
  private static final int MAX_DECIMALS = 10;

  private final JsonNode node;
  private final String path;
  private final Faults faults;
  private final Set<String> asked = new LinkedHashSet<>();

  private Fields(JsonNode node, String path, Faults faults) {
    this.node = node;
    this.path = path;
    this.faults = faults;
  }

  /**
   * The fields of an object.
   *
   * @param path the object's own path, empty for the whole input
   * @return nothing, and a fault noted, if the node is no object
   */
  public static Optional<Fields> of(JsonNode node, String path, Faults faults) {
    if (!node.isObject()) {
      faults.add(
          path.endsWith(":") ? path.substring(0, path.length() - 1) : path,
          InputError.NOT_AN_OBJECT);
      return Optional.empty();
    }
    return Optional.of(new Fields(node, path, faults));
  }

  /** The path of one of this object's keys. */
  public String pathOf(String key) {
    if (path.isEmpty()) {
      return key;
    }
    return path.endsWith(":") ? path + " " + key : path + "." + key;
  }

  /** Adds an error of one of this object's keys. */
  public void fault(String key, ErrorCode code, Object... values) {
    faults.add(pathOf(key), code, values);
  }

  /** Adds an error of the object as a whole. */
  public void fault(ErrorCode code, Object... values) {
    faults.add(path, code, values);
  }

  /** To be removed when every error has a code. */
  public void fault(String key, String message) {
    faults.add(pathOf(key), message);
  }

  /** To be removed when every error has a code. */
  public void fault(String message) {
    faults.add(path, message);
  }

  public boolean has(String key) {
    return node.has(key);
  }

  /** All keys, in the input's order. */
  public List<String> keys() {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** The key's value as it is; a missing node if the key is not there. */
  public JsonNode node(String key) {
    asked.add(key);
    JsonNode value = node.get(key);
    if (value != null && value.isNull()) {
      fault(key, InputError.NULL_VALUE);
      return MissingNode.getInstance();
    }
    return value == null ? MissingNode.getInstance() : value;
  }

  /**
   * Whether the key is there and yet says nothing: null, blank text, or an empty list or object.
   */
  public boolean isEmpty(String key) {
    asked.add(key);
    return node.has(key) && !Json.isFilled(node.get(key));
  }

  /**
   * Text that is not blank, can be written in UTF-8, and has no control characters but line breaks
   * and tabs.
   */
  public Optional<String> text(String key) {
    JsonNode value = node(key);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      fault(key, InputError.NOT_TEXT);
      return Optional.empty();
    }
    return checkedText(key, value.textValue());
  }

  private Optional<String> checkedText(String key, String text) {
    if (text.isBlank()) {
      fault(key, InputError.BLANK_TEXT);
    } else if (text.length() > MAX_TEXT_LENGTH) {
      fault(key, InputError.TEXT_TOO_LONG, MAX_TEXT_LENGTH);
    } else if (text.codePoints()
        .anyMatch(c -> Character.isISOControl(c) && "\r\n\t".indexOf(c) < 0)) {
      fault(key, InputError.CONTROL_CHARACTER);
    } else if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      fault(key, InputError.UNPAIRED_SURROGATE);
    } else {
      return Optional.of(text);
    }
    return Optional.empty();
  }

  /** Text of at most some number of characters. */
  public Optional<String> text(String key, int maxLength) {
    return text(key).filter(text -> isNoLonger(key, text, maxLength));
  }

  /** One line of text: a name or a code. */
  public Optional<String> line(String key, int maxLength) {
    return text(key).flatMap(text -> checkedLine(key, text, maxLength));
  }

  private Optional<String> checkedLine(String key, String text, int maxLength) {
    String line = text.strip();
    if (!isNoLonger(key, line, maxLength)) {
      return Optional.empty();
    }
    if (line.codePoints().anyMatch(Character::isISOControl)) {
      fault(key, InputError.NOT_ONE_LINE);
      return Optional.empty();
    }
    return Optional.of(line);
  }

  private boolean isNoLonger(String key, String text, int maxLength) {
    if (text.length() > maxLength) {
      fault(key, InputError.TEXT_TOO_LONG, maxLength);
    }
    return text.length() <= maxLength;
  }

  /** A key that has to be there, read by one of the other methods. */
  public <T> Optional<T> required(String key, Function<String, Optional<T>> read) {
    if (!node.has(key)) {
      asked.add(key);
      fault(key, InputError.MISSING_KEY);
      return Optional.empty();
    }
    return read.apply(key);
  }

  public Optional<Boolean> flag(String key) {
    JsonNode value = node(key);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isBoolean()) {
      fault(key, InputError.NOT_TRUE_OR_FALSE);
      return Optional.empty();
    }
    return Optional.of(value.booleanValue());
  }

  /** A whole number of at least 1. */
  public OptionalInt count(String key) {
    JsonNode value = node(key);
    if (value.isMissingNode()) {
      return OptionalInt.empty();
    }
    if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 1) {
      fault(key, InputError.NOT_A_COUNT);
      return OptionalInt.empty();
    }
    return OptionalInt.of(value.intValue());
  }

  /** A number from 0 to 100, with decimals or without. */
  public Optional<BigDecimal> percent(String key) {
    JsonNode value = node(key);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isNumber() || !isPercent(value)) {
      fault(key, InputError.NOT_A_PERCENTAGE);
      return Optional.empty();
    }
    return Optional.of(value.decimalValue());
  }

  /** A number of very many digits is compared without being written out. */
  private static boolean isPercent(JsonNode value) {
    double number = value.doubleValue();
    return number >= 0 && number <= 100 && value.decimalValue().scale() <= MAX_DECIMALS;
  }

  /** A day of the years 1900 to 9999, as {@code 2027-06-30}. */
  public Optional<LocalDate> date(String key) {
    return text(key)
        .flatMap(
            text -> {
              try {
                LocalDate date = LocalDate.parse(text);
                if (date.getYear() >= 1900 && date.getYear() <= 9999) {
                  return Optional.of(date);
                }
              } catch (DateTimeParseException e) {
                // The fault below says it.
              }
              fault(key, InputError.NOT_A_DATE);
              return Optional.empty();
            });
  }

  /** An ISO-8601 period of one day to a hundred years, such as {@code P1Y}. */
  public Optional<Period> period(String key) {
    return text(key)
        .flatMap(
            text -> {
              try {
                Period period = Period.parse(text);
                LocalDate start = LocalDate.EPOCH;
                LocalDate end = start.plus(period);
                if (end.isAfter(start) && !end.isAfter(start.plusYears(100))) {
                  return Optional.of(period);
                }
              } catch (ArithmeticException | DateTimeException e) {
                // The fault below says it.
              }
              fault(key, InputError.NOT_A_PERIOD);
              return Optional.empty();
            });
  }

  /** One of an enum's names. */
  public <E extends Enum<E>> Optional<E> oneOf(String key, Class<E> type) {
    return text(key)
        .flatMap(
            text -> {
              List<String> names = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
              if (names.contains(text)) {
                return Optional.of(Enum.valueOf(type, text));
              }
              fault(key, InputError.UNKNOWN_VALUE, either(names), SimilarNames.hint(text, names));
              return Optional.empty();
            });
  }

  private static String either(List<String> names) {
    return names.size() == 1 ? names.get(0) : "one of " + String.join(", ", names);
  }

  public Optional<Fields> object(String key) {
    JsonNode value = node(key);
    return value.isMissingNode() ? Optional.empty() : of(value, pathOf(key), faults);
  }

  /** How many items a list has; nothing if there is no list. */
  public OptionalInt length(String key) {
    return node.path(key).isArray() ? OptionalInt.of(node.path(key).size()) : OptionalInt.empty();
  }

  /** A list of objects. */
  public List<Fields> objects(String key) {
    List<Fields> objects = new ArrayList<>();
    List<JsonNode> items = items(key);
    for (int i = 0; i < items.size(); i++) {
      of(items.get(i), pathOf(key) + "[" + i + "]", faults).ifPresent(objects::add);
    }
    return objects;
  }

  /** A list of texts, none of them blank. */
  public List<String> texts(String key) {
    return List.copyOf(textsByPlace(key).values());
  }

  /** A list of single lines of text, each by its place, such as {@code add[0]}. */
  public Map<String, String> lines(String key, int maxLength) {
    Map<String, String> lines = new LinkedHashMap<>();
    textsByPlace(key)
        .forEach(
            (place, text) ->
                checkedLine(place, text, maxLength).ifPresent(line -> lines.put(place, line)));
    return lines;
  }

  private Map<String, String> textsByPlace(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    List<JsonNode> items = items(key);
    for (int i = 0; i < items.size(); i++) {
      String place = key + "[" + i + "]";
      if (items.get(i).isTextual()) {
        checkedText(place, items.get(i).textValue()).ifPresent(text -> texts.put(place, text));
      } else {
        fault(place, InputError.NOT_TEXT);
      }
    }
    return texts;
  }

  private List<JsonNode> items(String key) {
    JsonNode value = node(key);
    if (value.isMissingNode()) {
      return List.of();
    }
    if (!value.isArray()) {
      fault(key, InputError.NOT_A_LIST);
      return List.of();
    }
    List<JsonNode> items = new ArrayList<>();
    value.forEach(items::add);
    return items;
  }

  /** Notes a fault for every key that was not asked for, naming the nearest that is known. */
  public void refuseOthers() {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!asked.contains(key)) {
                fault(key, InputError.UNKNOWN_KEY, SimilarNames.hint(key, asked));
              }
            });
  }
}
