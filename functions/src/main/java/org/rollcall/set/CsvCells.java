package org.rollcall.set;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cells of a table that a spreadsheet program must not take for formulas (OWASP, CSV injection): an
 * apostrophe in front makes them text.
 */
public final class CsvCells {

  /** A formula; or one that was defused before, which takes one more apostrophe to come back. */
  private static final Pattern DANGEROUS = Pattern.compile("'*[=+\\-@\t\r\n].*", Pattern.DOTALL);

  /** How people make a spreadsheet keep a text as it is: {@code ="00123"}. */
  private static final Pattern HELD = Pattern.compile("=\"([^\"]*)\"");

  private CsvCells() {}

  /** The cell as it is safe to open. */
  public static String defused(String cell) {
    return DANGEROUS.matcher(cell).matches() ? "'" + cell : cell;
  }

  /** The cell as it was before it was defused. */
  public static String plain(String cell) {
    return cell.startsWith("'") && DANGEROUS.matcher(cell).matches() ? cell.substring(1) : cell;
  }

  /** The id in a cell, without what cannot be seen around it; empty where there is none. */
  static String id(String cell) {
    String text = visible(cell);
    Matcher held = HELD.matcher(text);
    return visible(held.matches() ? held.group(1) : plain(text));
  }

  /** Text without blanks of any kind, controls, and format characters at its ends. */
  static String visible(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isInvisible(text.charAt(start))) {
      start++;
    }
    while (end > start && isInvisible(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isInvisible(char c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT;
  }
}
