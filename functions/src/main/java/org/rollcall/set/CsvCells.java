package org.rollcall.set;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rollcall.user.CleanText;

/**
 * Escapes cells that a spreadsheet program would run as formulas (OWASP, CSV injection). An
 * apostrophe in front of a cell makes it text.
 */
public final class CsvCells {

  /** The start of a CSV file. Without it, Excel on Windows does not read UTF-8. */
  public static final String BYTE_ORDER_MARK = "\ufeff";

  /** A formula, or an escaped formula: that is escaped again, so that unescaping restores it. */
  private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\t\r\n].*", Pattern.DOTALL);

  /** A formula whose result is a text as written: {@code ="00123"}. */
  private static final Pattern TEXT_FORMULA = Pattern.compile("=\"([^\"]*)\"");

  private CsvCells() {}

  /** A cell that is safe to open. */
  public static String escaped(String cell) {
    return FORMULA.matcher(cell).matches() ? "'" + cell : cell;
  }

  /** Reverses {@link #escaped}. */
  public static String unescaped(String cell) {
    return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
  }

  /** The ID in a cell, as {@link CleanText}; empty if there is none. */
  static String id(String cell) {
    String text = CleanText.of(cell);
    Matcher formula = TEXT_FORMULA.matcher(text);
    return CleanText.of(formula.matches() ? formula.group(1) : unescaped(text));
  }
}
