package org.rollcall.error;

import java.util.Arrays;
import java.util.Iterator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One kind of error, as a constant of an enum. The constant's name is the code that users see, and
 * does not change. The resource {@code <enum>.md} in the enum's package has an example and the
 * remedy. {@code docs/errors.md} is generated from these resources. See D-105.
 */
public interface ErrorCode {

  /** The code, such as {@code UNKNOWN_KEY}. It is unique among all enums. */
  String name();

  /**
   * The message with placeholders such as {@code {limit}}: lower-case letters and underscores in
   * braces.
   */
  String template();

  /**
   * The message, with the values in place of the placeholders.
   *
   * @param values one value for each placeholder, in the order of the template
   * @throws IllegalArgumentException if the number of values is wrong
   */
  default String message(Object... values) {
    Matcher placeholders = Pattern.compile("\\{[a-z][a-z_]*}").matcher(template());
    if (placeholders.results().count() != values.length) {
      throw new IllegalArgumentException(
          "wrong number of values (" + values.length + ") for the template: " + template());
    }
    Iterator<Object> nextValues = Arrays.asList(values).iterator();
    return placeholders.replaceAll(
        (MatchResult placeholder) -> Matcher.quoteReplacement(String.valueOf(nextValues.next())));
  }
}
