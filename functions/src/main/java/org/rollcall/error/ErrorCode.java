package org.rollcall.error;

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
    return MessageTemplate.fill(template(), values);
  }
}
