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
public record InputShape(Map<String, Value> values) {

  /** The types of values; see the methods of {@link Fields}. */
  public enum Type {
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
   * @param choices the valid texts of a {@link Type#CHOICE}
   * @param table the code table of a code
   * @param words texts that are valid too, such as {@code today}
   * @param alternatives the keys of the same object of which exactly one is allowed
   * @param isRequired whether its object must have it
   */
  public record Value(
      Type type,
      int maxLength,
      List<String> choices,
      Optional<String> table,
      List<String> words,
      List<String> alternatives,
      boolean isRequired) {

    static final Value NEW =
        new Value(
            Type.TEXT,
            ValueReader.MAX_TEXT_LENGTH,
            List.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            false);

    public Value {
      choices = List.copyOf(choices);
      words = List.copyOf(words);
      alternatives = List.copyOf(alternatives);
    }

    Value as(Type newType, int newMaxLength, List<String> newChoices) {
      return new Value(newType, newMaxLength, newChoices, table, words, alternatives, isRequired);
    }

    /** This value as a code of a table. */
    public Value fromTable(String name) {
      return new Value(
          type, maxLength, choices, Optional.of(name), words, alternatives, isRequired);
    }

    /** This value, which can also be a certain word. */
    public Value orWord(String word) {
      return new Value(type, maxLength, choices, table, List.of(word), alternatives, isRequired);
    }

    /** This value as one of several keys, of which exactly one is allowed. */
    public Value insteadOf(List<String> keys) {
      return new Value(type, maxLength, choices, table, words, keys, isRequired);
    }

    /** This value as one that its object must have. */
    Value required() {
      return new Value(type, maxLength, choices, table, words, alternatives, true);
    }
  }

  public InputShape {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The values with some paths. */
  public InputShape only(Predicate<String> paths) {
    Map<String, Value> some = new LinkedHashMap<>(values);
    some.keySet().removeIf(paths.negate());
    return new InputShape(some);
  }
}
