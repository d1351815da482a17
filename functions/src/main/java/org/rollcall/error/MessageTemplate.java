package org.rollcall.error;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the placeholders of a message template. */
final class MessageTemplate {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[a-z][a-z_]*}");

  private MessageTemplate() {}

  static String fill(String template, Object... values) {
    StringBuilder message = new StringBuilder();
    Matcher placeholder = PLACEHOLDER.matcher(template);
    int filled = 0;
    while (placeholder.find()) {
      if (filled == values.length) {
        throw wrongNumber(template, values.length);
      }
      placeholder.appendReplacement(
          message, Matcher.quoteReplacement(String.valueOf(values[filled++])));
    }
    if (filled != values.length) {
      throw wrongNumber(template, values.length);
    }
    return placeholder.appendTail(message).toString();
  }

  private static IllegalArgumentException wrongNumber(String template, int count) {
    return new IllegalArgumentException(count + " values for the template: " + template);
  }
}
