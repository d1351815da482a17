package org.rollcall.table;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A number format that shows a whole number digit by digit: {@code 00000000}, {@code 000-00-0000}
 * or {@code "S"0000}. Formats that group thousands, or show decimals, are none: with them, an id is
 * the plain number.
 */
final class DigitMask {

  /** What Excel shows as it is without quotes, as far as ids have it. */
  private static final String LITERALS = " -()+:";

  private static final String PLACES = "0#?";

  /** A place for a digit is '0', '#' or '?'; whatever else is shown stands as text. */
  private record Part(char place, String text) {
    boolean isPlace() {
      return text.isEmpty();
    }
  }

  private final List<Part> parts;

  private DigitMask(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /** The mask of a format's first section; nothing if the format is no such mask. */
  static Optional<DigitMask> of(String code) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < code.length() && code.charAt(at) != ';') {
      char c = code.charAt(at);
      int end = at + 1;
      if (PLACES.indexOf(c) >= 0) {
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
    return parts.stream().anyMatch(Part::isPlace)
        ? Optional.of(new DigitMask(parts))
        : Optional.empty();
  }

  private static Part literal(String text) {
    return new Part(' ', text);
  }

  /** A number that is not negative, its last digit in the last place, the rest in the first. */
  String show(BigInteger number) {
    String digits = number.signum() == 0 ? "" : number.toString();
    long places = parts.stream().filter(Part::isPlace).count();
    StringBuilder shown = new StringBuilder();
    for (Part part : parts) {
      if (!part.isPlace()) {
        shown.append(part.text());
        continue;
      }
      places--;
      int rest = (int) Math.max(0, digits.length() - places);
      if (rest == 0) {
        shown.append(part.place() == '0' ? "0" : "");
      }
      shown.append(digits, 0, rest);
      digits = digits.substring(rest);
    }
    return shown.toString();
  }
}
