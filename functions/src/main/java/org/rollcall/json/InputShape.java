package org.rollcall.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the readers of an input accept, for forms.
 *
 * @param values the single values by their paths, in the order in which they are read. A list's
 *     entries have {@code []}, as in {@code changes.roles.add[].role_type}. A path can be that of a
 *     value and of an object
 */
public record InputShape(Map<String, ValueShape> values) {

  /** The types of values; see the methods of {@link Fields}. */
  public enum ValueType {
    LINE,
    TEXT,
    FLAG,
    COUNT,
    PERCENT,
    DATE,
    PERIOD,
    CHOICE
  }

  /**
   * A value.
   *
   * @param maxLength of text, in characters
   * @param choices the valid texts of a {@link ValueType#CHOICE}
   * @param table the code table of a code
   * @param words texts that are valid too, such as {@code today}
   * @param alternatives the keys of the same object of which exactly one is allowed
   * @param isRequired whether its object must have it
   */
  public record ValueShape(
      ValueType type,
      int maxLength,
      List<String> choices,
      Optional<String> table,
      List<String> words,
      List<String> alternatives,
      boolean isRequired) {

    static final ValueShape NEW =
        new ValueShape(
            ValueType.TEXT,
            ValueReader.MAX_TEXT_LENGTH,
            List.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            false);

    public ValueShape {
      choices = List.copyOf(choices);
      words = List.copyOf(words);
      alternatives = List.copyOf(alternatives);
    }

    ValueShape as(ValueType newType, int newMaxLength, List<String> newChoices) {
      return new ValueShape(
          newType, newMaxLength, newChoices, table, words, alternatives, isRequired);
    }

    /** This value as a code of a table. */
    public ValueShape fromTable(String name) {
      return new ValueShape(
          type, maxLength, choices, Optional.of(name), words, alternatives, isRequired);
    }

    /** This value, which can also be a certain word. */
    public ValueShape orWord(String word) {
      return new ValueShape(
          type, maxLength, choices, table, List.of(word), alternatives, isRequired);
    }

    /** This value as one of several keys, of which exactly one is allowed. */
    public ValueShape insteadOf(List<String> keys) {
      return new ValueShape(type, maxLength, choices, table, words, keys, isRequired);
    }

    /** This value as one that its object must have. */
    ValueShape required() {
      return new ValueShape(type, maxLength, choices, table, words, alternatives, true);
    }
  }

  public InputShape {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The values with some paths. */
  public InputShape only(Predicate<String> paths) {
    Map<String, ValueShape> some = new LinkedHashMap<>(values);
    some.keySet().removeIf(paths.negate());
    return new InputShape(some);
  }
}
