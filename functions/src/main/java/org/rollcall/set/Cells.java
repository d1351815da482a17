package org.rollcall.set;

import java.util.regex.Pattern;

/**
 * Cells of a table that a spreadsheet program must not take for formulas (OWASP, CSV injection): an
 * apostrophe in front makes them text.
 */
public final class Cells {

  /** A formula; or one that was defused before, which takes one more apostrophe to come back. */
  private static final Pattern DANGEROUS = Pattern.compile("'*[=+\\-@\t\r\n].*", Pattern.DOTALL);

  private Cells() {}

  /** The cell as it is safe to open. */
  public static String defused(String cell) {
    return DANGEROUS.matcher(cell).matches() ? "'" + cell : cell;
  }

  /** The cell as it was before it was defused. */
  public static String plain(String cell) {
    return cell.startsWith("'") && DANGEROUS.matcher(cell).matches() ? cell.substring(1) : cell;
  }
}
