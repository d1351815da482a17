package org.rollcall.error;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the placeholders of a message template. */
final class MessageTemplate {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[a-z][a-z_]*}");

  private MessageTemplate() {}

  /** See {@link ErrorCode#message}. */
  static String fill(String template, Object... values) {
    StringBuilder message = new StringBuilder();
    Matcher placeholders = PLACEHOLDER.matcher(template);
    int valueIndex = 0;
    while (placeholders.find()) {
      if (valueIndex == values.length) {
        throw wrongValueCount(template, values.length);
      }
      placeholders.appendReplacement(
          message, Matcher.quoteReplacement(String.valueOf(values[valueIndex++])));
    }
    if (valueIndex != values.length) {
      throw wrongValueCount(template, values.length);
    }
    return placeholders.appendTail(message).toString();
  }

  private static IllegalArgumentException wrongValueCount(String template, int valueCount) {
    return new IllegalArgumentException(
        "wrong number of values (" + valueCount + ") for the template: " + template);
  }
}
