package org.rollcall.error;

/**
 * One kind of error, as a constant of an enum. The name is the stable code that users see. An
 * example and the remedy are in the resource {@code <enum>.md} of the enum's package, from which
 * {@code docs/errors.md} is generated. See D-105.
 */
public interface ErrorCode {

  /** The code, unique among all enums, such as {@code UNKNOWN_KEY}. */
  String name();

  /**
   * The message with placeholders such as {@code {limit}}: lower-case letters and underscores in
   * braces.
   */
  String template();

  /**
   * The message for a reader.
   *
   * @param values one value for each placeholder, in the order of the template
   * @throws IllegalArgumentException if the number of values is wrong
   */
  default String message(Object... values) {
    return MessageTemplate.fill(template(), values);
  }
}
