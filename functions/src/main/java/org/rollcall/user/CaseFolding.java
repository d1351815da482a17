package org.rollcall.user;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares IDs and identifiers without regard to letter case, and otherwise exactly. See D-046. */
public final class CaseFolding {

  /**
   * The symbols for kelvin, ångström and ohm, and the symbol theta. Their lower case in Unicode is
   * a letter that looks the same, so that {@code mar} with a kelvin sign would equal {@code mark}.
   */
  private static final Pattern LOOK_ALIKE = Pattern.compile("[\u212A\u212B\u2126\u03F4]");

  private CaseFolding() {}

  /** The text in lower case, except for the symbols that look like letters. */
  public static String fold(String text) {
    Matcher symbol = LOOK_ALIKE.matcher(text);
    StringBuilder folded = new StringBuilder();
    int end = 0;
    while (symbol.find()) {
      folded.append(text.substring(end, symbol.start()).toLowerCase(Locale.ROOT));
      folded.append(symbol.group());
      end = symbol.end();
    }
    return folded.append(text.substring(end).toLowerCase(Locale.ROOT)).toString();
  }

  /** The text in upper case; unchanged if its upper case would not be the same when folded. */
  public static String upperCase(String text) {
    String upperCase = text.toUpperCase(Locale.ROOT);
    return fold(upperCase).equals(fold(text)) ? upperCase : text;
  }
}
