package org.rollcall.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.rollcall.error.Faults;
import org.rollcall.json.InputShape.ValueShape;
import org.rollcall.json.InputShape.ValueType;

/** Reads no values, but notes which ones the readers of an input ask for. */
final class ShapeReader extends ValueReader {

  private final Map<String, ValueShape> values = new LinkedHashMap<>();

  ShapeReader(Faults faults) {
    super(faults);
  }

  InputShape shape() {
    return new InputShape(values);
  }

  @Override
  boolean isDescribing() {
    return true;
  }

  /** An object is no single value. Nothing is noted of it. */
  @Override
  void describe(String path, UnaryOperator<ValueShape> addition) {
    values.computeIfPresent(path, (any, value) -> addition.apply(value));
  }

  private <T> Optional<T> note(String path, ValueType type, int maxLength, List<String> choices) {
    values.put(path, values.getOrDefault(path, ValueShape.NEW).as(type, maxLength, choices));
    return Optional.empty();
  }

  private <T> Optional<T> note(String path, ValueType type) {
    return note(path, type, MAX_TEXT_LENGTH, List.of());
  }

  @Override
  Optional<String> text(String path, JsonNode value) {
    return note(path, ValueType.TEXT);
  }

  @Override
  Optional<String> text(String path, JsonNode value, int maxLength) {
    return note(path, ValueType.TEXT, maxLength, List.of());
  }

  @Override
  Optional<String> line(String path, JsonNode value, int maxLength) {
    return note(path, ValueType.LINE, maxLength, List.of());
  }

  @Override
  Optional<Boolean> flag(String path, JsonNode value) {
    return note(path, ValueType.FLAG);
  }

  @Override
  Optional<Integer> count(String path, JsonNode value) {
    return note(path, ValueType.COUNT);
  }

  @Override
  Optional<BigDecimal> percent(String path, JsonNode value) {
    return note(path, ValueType.PERCENT);
  }

  @Override
  Optional<LocalDate> date(String path, JsonNode value, Function<String, Optional<String>> hint) {
    return note(path, ValueType.DATE);
  }

  @Override
  Optional<Period> period(String path, JsonNode value) {
    return note(path, ValueType.PERIOD);
  }

  @Override
  <E extends Enum<E>> Optional<E> oneOf(String path, JsonNode value, Class<E> type) {
    return note(
        path,
        ValueType.CHOICE,
        MAX_TEXT_LENGTH,
        Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
  }
}
