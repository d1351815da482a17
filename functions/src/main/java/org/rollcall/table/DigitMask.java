package org.rollcall.table;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A number format that shows a whole number digit by digit: {@code 00000000}, {@code 000-00-0000}
 * or {@code "S"0000}. Formats that group thousands or show decimals are not digit masks: with them,
 * an ID is the plain number.
 */
final class DigitMask {

  /** Characters that need no quotes in a format. Excel has more, which do not occur in IDs. */
  private static final String LITERALS = " -()+:";

  private static final String PLACEHOLDERS = "0#?";

  /**
   * A placeholder for a digit ('0', '#' or '?'), or literal text.
   *
   * @param text empty for a placeholder
   */
  private record Part(char placeholder, String text) {
    boolean isPlaceholder() {
      return text.isEmpty();
    }
  }

  private final List<Part> parts;

  private DigitMask(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /** The mask of a format's first section; empty if the format is not a digit mask. */
  static Optional<DigitMask> of(String code) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < code.length() && code.charAt(at) != ';') {
      char c = code.charAt(at);
      int end = at + 1;
      if (PLACEHOLDERS.indexOf(c) >= 0) {
        parts.add(new Part(c, ""));
      } else if (LITERALS.indexOf(c) >= 0) {
        parts.add(literal(String.valueOf(c)));
      } else if (c == '"') {
        end = code.indexOf('"', at + 1) + 1;
        if (end == 0) {
          return Optional.empty();
        }
        if (end - at > 2) {
          parts.add(literal(code.substring(at + 1, end - 1)));
        }
      } else if (c == '\\' && end < code.length()) {
        end++;
        parts.add(literal(code.substring(at + 1, end)));
      } else {
        return Optional.empty();
      }
      at = end;
    }
    return parts.stream().anyMatch(Part::isPlaceholder)
        ? Optional.of(new DigitMask(parts))
        : Optional.empty();
  }

  private static Part literal(String text) {
    return new Part(' ', text);
  }

  /**
   * Formats a number that is not negative. Digits are filled in from the right. The first
   * placeholder takes all remaining digits.
   */
  String format(BigInteger number) {
    String digits = number.signum() == 0 ? "" : number.toString();
    long placeholders = parts.stream().filter(Part::isPlaceholder).count();
    StringBuilder formatted = new StringBuilder();
    for (Part part : parts) {
      if (!part.isPlaceholder()) {
        formatted.append(part.text());
        continue;
      }
      placeholders--;
      int count = (int) Math.max(0, digits.length() - placeholders);
      if (count == 0) {
        formatted.append(part.placeholder() == '0' ? "0" : "");
      }
      formatted.append(digits, 0, count);
      digits = digits.substring(count);
    }
    return formatted.toString();
  }
}
