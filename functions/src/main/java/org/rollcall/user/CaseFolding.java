package org.rollcall.user;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares IDs, identifiers and addresses without regard to letter case, Unicode's composition, and
 * invisible characters at both ends. Otherwise the comparison is exact. See D-046.
 */
public final class CaseFolding {

  /**
   * Text without the symbols for kelvin, ångström and ohm, and the symbol theta. The lower case of
   * these symbols in Unicode is a letter that looks the same, so that {@code mar} with a kelvin
   * sign would equal {@code mark}.
   */
  private static final Pattern OTHER_TEXT = Pattern.compile("[^\u212A\u212B\u2126\u03F4]+");

  private CaseFolding() {}

  /** The {@link CleanText} in lower case, except for the symbols that look like letters. */
  public static String fold(String text) {
    return lowerCase(CleanText.of(text));
  }

  /** As {@link #fold}, but keeps invisible characters at the ends. */
  static String lowerCase(String text) {
    String lowerCase =
        OTHER_TEXT
            .matcher(text)
            .replaceAll(
                (MatchResult part) ->
                    Matcher.quoteReplacement(part.group().toLowerCase(Locale.ROOT)));
    // A letter in lower case may compose with an accent where its upper case does not.
    return CleanText.composed(lowerCase);
  }

  /** The text in upper case; unchanged if its upper case would not be the same when folded. */
  public static String upperCase(String text) {
    String upperCase = text.toUpperCase(Locale.ROOT);
    return fold(upperCase).equals(fold(text)) ? upperCase : text;
  }
}
