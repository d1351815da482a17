package org.rollcall.table;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number format that shows a whole number digit by digit: {@code 00000000}, {@code 000-00-0000}
 * or {@code "S"0000}. Formats that group thousands or show decimals are not digit masks: with them,
 * an ID is the plain number.
 *
 * @param parts placeholders for digits ({@code 0}, {@code #} or {@code ?}) and literal texts as the
 *     format writes them: a character, a character after a backslash, or a text in quotes
 */
record DigitMask(List<String> parts) {

  /** Some characters need no quotes. Excel has more of them, which do not occur in IDs. */
  private static final Pattern PART =
      Pattern.compile("[0#?]|[ \\-()+:]|\\\\.|\"[^\"]*\"", Pattern.DOTALL);

  /** The parts of the first section, and the other sections. */
  private static final Pattern FORMAT =
      Pattern.compile("((?:" + PART + ")+)(?:;.*)?", Pattern.DOTALL);

  /** The mask of a format's first section; empty if the format is not a digit mask. */
  static Optional<DigitMask> of(String code) {
    Matcher format = FORMAT.matcher(code);
    return format.matches()
        ? Optional.of(
                new DigitMask(
                    PART.matcher(format.group(1)).results().map(MatchResult::group).toList()))
            .filter(mask -> mask.parts.stream().anyMatch(DigitMask::isPlaceholder))
        : Optional.empty();
  }

  private static boolean isPlaceholder(String part) {
    return part.equals("0") || part.equals("#") || part.equals("?");
  }

  /**
   * Formats a number that is not negative. Digits are filled in from the right. The first
   * placeholder takes all remaining digits.
   */
  String format(BigInteger number) {
    String digits = number.signum() == 0 ? "" : number.toString();
    long placeholders = parts.stream().filter(DigitMask::isPlaceholder).count();
    StringBuilder formatted = new StringBuilder();
    for (String part : parts) {
      if (!isPlaceholder(part)) {
        formatted.append(literal(part));
        continue;
      }
      placeholders--;
      int count = (int) Math.max(0, digits.length() - placeholders);
      if (count == 0 && part.equals("0")) {
        formatted.append('0');
      }
      formatted.append(digits, 0, count);
      digits = digits.substring(count);
    }
    return formatted.toString();
  }

  private static String literal(String part) {
    return switch (part.charAt(0)) {
      case '"' -> part.substring(1, part.length() - 1);
      case '\\' -> part.substring(1);
      default -> part;
    };
  }
}
