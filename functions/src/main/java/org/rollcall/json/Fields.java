package org.rollcall.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.rollcall.error.ErrorCode;
import org.rollcall.error.Faults;

/**
 * The fields of one JSON object of an input. Each method reads one key. It returns an empty result
 * if the key is missing, and also adds an error with the key's path if the value is invalid. {@link
 * #rejectUnknownKeys} adds an error for each key that no method has read.
 */
public final class Fields {

  private final JsonNode node;
  private final String path;
  private final Faults faults;
  private final ValueReader values;
  private final Set<String> readKeys = new LinkedHashSet<>();

  private Fields(JsonNode node, String path, Faults faults, ValueReader values) {
    this.node = node;
    this.path = path;
    this.faults = faults;
    this.values = values;
  }

  /** What a reader accepts: every key that it asks for, and how it reads the value. */
  public static InputShape describe(Consumer<Fields> reader) {
    ShapeReader shapes = new ShapeReader(new Faults());
    reader.accept(new Fields(Json.MAPPER.createObjectNode(), "", new Faults(), shapes));
    return shapes.shape();
  }

  /** Adds to the description of a key's value, for {@link #describe(Consumer)}; checks nothing. */
  public void describe(String key, UnaryOperator<InputShape.ValueShape> addition) {
    values.describe(pathOf(key), addition);
  }

  /**
   * The fields of an object; empty, with an error added, if the node is not an object.
   *
   * @param path the object's path: empty for the whole input, a file's name with a colon for the
   *     whole file
   */
  public static Optional<Fields> of(JsonNode node, String path, Faults faults) {
    return node.isObject()
        ? Optional.of(new Fields(node, path, faults, new ValueReader(faults)))
        : faults.add(
            path.replaceFirst(":$", ""), InputError.NOT_AN_OBJECT, ShapeHint.forWhole(node));
  }

  /**
   * Reads the object in a file; empty, with an error added, if the file is not a JSON object.
   *
   * @param file the file's name, the first part of the paths of all errors
   */
  public static Optional<Fields> ofFile(String file, byte[] content, Faults faults) {
    return Json.read(file, content, faults).flatMap(node -> of(node, file + ":", faults));
  }

  /** The path of one of this object's keys, such as {@code changes.status}. */
  public String pathOf(String key) {
    String name = key.isBlank() ? "\"" + key + "\"" : key;
    if (path.isEmpty()) {
      return name;
    }
    return path.endsWith(":") ? path + " " + name : path + "." + name;
  }

  /** Adds an error of one of this object's keys. Returns an empty result. */
  public <T> Optional<T> fault(String key, ErrorCode code, Object... values) {
    return faults.add(pathOf(key), code, values);
  }

  /** Adds an error of the object as a whole. Returns an empty result. */
  public <T> Optional<T> fault(ErrorCode code, Object... values) {
    return faults.add(path, code, values);
  }

  public boolean has(String key) {
    return node.has(key);
  }

  /** All keys, in the input's order. */
  public List<String> keys() {
    return node.properties().stream().map(Map.Entry::getKey).toList();
  }

  /** The key's value; a missing node if the key is missing or, with an error added, null. */
  public JsonNode node(String key) {
    readKeys.add(key);
    JsonNode value = node.path(key);
    if (value.isNull()) {
      fault(key, InputError.NULL_VALUE);
      return MissingNode.getInstance();
    }
    return value;
  }

  /** Makes {@link #rejectUnknownKeys} ignore a key. */
  public void markAsRead(String key) {
    readKeys.add(key);
  }

  private <T> Optional<T> read(String key, BiFunction<String, JsonNode, Optional<T>> reader) {
    JsonNode value = node(key);
    return value.isMissingNode() && !values.isDescribing()
        ? Optional.empty()
        : reader.apply(pathOf(key), value);
  }

  /**
   * Whether the key is present without a value: null, blank text, or an empty list or object. Adds
   * no error.
   */
  public boolean isEmpty(String key) {
    readKeys.add(key);
    return node.has(key) && !Json.isFilled(node.get(key));
  }

  /**
   * Text that is not blank, can be written in UTF-8, and has no control characters except line
   * breaks and tabs.
   */
  public Optional<String> text(String key) {
    return read(key, values::text);
  }

  /**
   * Text as in {@link #text(String)} of a limited length.
   *
   * @param maxLength in characters
   */
  public Optional<String> text(String key, int maxLength) {
    return read(key, (place, value) -> values.text(place, value, maxLength));
  }

  /**
   * Text on one line, such as a name or a code, without leading and trailing spaces.
   *
   * @param maxLength in characters
   */
  public Optional<String> line(String key, int maxLength) {
    return read(key, (place, value) -> values.line(place, value, maxLength));
  }

  /**
   * Reads a required key; adds an error if the key is missing.
   *
   * @param reader one of this object's other methods
   */
  public <T> Optional<T> required(String key, Function<String, Optional<T>> reader) {
    readKeys.add(key);
    boolean isRead = node.has(key) || values.isDescribing();
    Optional<T> value = isRead ? reader.apply(key) : fault(key, InputError.MISSING_KEY, "");
    describe(key, InputShape.ValueShape::required);
    return value;
  }

  public Optional<Boolean> flag(String key) {
    return read(key, values::flag);
  }

  /** A whole number of at least 1. */
  public OptionalInt count(String key) {
    return read(key, values::count).map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }

  /** A number from 0 to 100, with at most ten decimal places. */
  public Optional<BigDecimal> percent(String key) {
    return read(key, values::percent);
  }

  /** A date of the years 1900 to 9999, such as {@code 2027-06-30}. */
  public Optional<LocalDate> date(String key) {
    return date(key, text -> Optional.empty());
  }

  /**
   * A date as in {@link #date(String)}.
   *
   * @param hint what to write instead of a text that is not a date
   */
  public Optional<LocalDate> date(String key, Function<String, Optional<String>> hint) {
    return read(key, (place, value) -> values.date(place, value, hint));
  }

  /** An ISO 8601 period from one day to 100 years, such as {@code P1Y}. */
  public Optional<Period> period(String key) {
    return read(key, values::period);
  }

  /** A constant of an enum, by its name. */
  public <E extends Enum<E>> Optional<E> oneOf(String key, Class<E> type) {
    return read(key, (place, value) -> values.oneOf(place, value, type));
  }

  /**
   * An object.
   *
   * @param reader reads the object's keys
   */
  public <T> Optional<T> object(String key, Function<Fields, Optional<T>> reader) {
    return read(key, (place, value) -> object(value, place, reader));
  }

  /**
   * Reads an object. If the value is not an object, adds an error that shows how to write it: the
   * reader shows which keys it reads, and which of them accepts the value.
   */
  private <T> Optional<T> object(
      JsonNode value, String place, Function<Fields, Optional<T>> reader) {
    Function<JsonNode, Fields> at = object -> new Fields(object, place, faults, values);
    if (value.isObject() || values.isDescribing()) {
      return reader.apply(at.apply(value.isObject() ? value : Json.MAPPER.createObjectNode()));
    }
    Fields empty = at.apply(Json.MAPPER.createObjectNode());
    faults.of(() -> reader.apply(empty));
    return faults.add(
        place,
        InputError.NOT_AN_OBJECT,
        ShapeHint.forObject(
            value,
            empty.readKeys,
            object ->
                faults.of(() -> reader.apply(at.apply(object))).stream()
                    .noneMatch(fault -> fault.path().startsWith(place))));
  }

  /** Reads a single value, or an object if this input has one. */
  public <T> Optional<T> valueOrObject(
      String key,
      boolean isObject,
      Function<String, Optional<T>> value,
      Function<Fields, Optional<T>> object) {
    Optional<T> read = isObject ? Optional.empty() : value.apply(key);
    return isObject || values.isDescribing() ? object(key, object) : read;
  }

  /** The number of entries of a list; empty if the value is not a list. */
  public OptionalInt length(String key) {
    return node.path(key).isArray() ? OptionalInt.of(node.path(key).size()) : OptionalInt.empty();
  }

  /**
   * A list of objects, each with its key in this object, such as {@code add[0]}; invalid entries
   * are left out.
   *
   * @param reader reads the keys of one entry
   */
  public <T> Map<String, T> objects(String key, Function<Fields, Optional<T>> reader) {
    return entries(key, (place, value) -> object(value, place, reader));
  }

  /** A list of texts as in {@link #text(String)}; invalid entries are left out. */
  public List<String> texts(String key) {
    return List.copyOf(entries(key, values::text).values());
  }

  /**
   * A list of texts as in {@link #line}, each with its key in this object, such as {@code add[0]};
   * invalid entries are left out.
   */
  public Map<String, String> lines(String key, int maxLength) {
    return entries(key, (place, value) -> values.line(place, value, maxLength));
  }

  private <T> Map<String, T> entries(String key, BiFunction<String, JsonNode, Optional<T>> reader) {
    return new EntryReader<>(this, reader).read(key, node(key), values.isDescribing());
  }

  /** Adds an error for each key that was not read, with a hint at the known keys. */
  public void rejectUnknownKeys() {
    rejectUnknownKeys(key -> Optional.empty());
  }

  /**
   * Adds an error for each key that was not read.
   *
   * @param hint what the key means; if that is unknown, the hint is at the known keys
   */
  public void rejectUnknownKeys(Function<String, Optional<String>> hint) {
    new UnknownKeys(readKeys, hint).reject(this);
  }
}
