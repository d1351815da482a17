package org.rollcall.user;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How ids and identifiers are compared: upper and lower case are the same, and nothing else is. */
public final class CaseFolding {

  /**
   * The signs for kelvin, ångström and ohm, and the symbol theta. Unicode gives them the lower case
   * of the letters that they look like, so that {@code mar} and a kelvin sign would be {@code
   * mark}.
   */
  private static final Pattern LOOK_ALIKE = Pattern.compile("[\u212A\u212B\u2126\u03F4]");

  private CaseFolding() {}

  /** A text in lower case, but for what only looks like a letter of another case. */
  public static String fold(String text) {
    Matcher sign = LOOK_ALIKE.matcher(text);
    StringBuilder folded = new StringBuilder();
    int done = 0;
    while (sign.find()) {
      folded.append(text.substring(done, sign.start()).toLowerCase(Locale.ROOT));
      folded.append(sign.group());
      done = sign.end();
    }
    return folded.append(text.substring(done).toLowerCase(Locale.ROOT)).toString();
  }

  /** A text in upper case, where it then still compares as the same. */
  public static String capitals(String text) {
    String capitals = text.toUpperCase(Locale.ROOT);
    return fold(capitals).equals(fold(text)) ? capitals : text;
  }
}
