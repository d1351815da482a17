package org.rollcall.set;

/**
 * Cells of a table that a spreadsheet program must not take for formulas (OWASP, CSV injection): an
 * apostrophe in front makes them text.
 */
public final class Cells {

  private static final String DANGEROUS = "=+-@\t\r\n";

  private Cells() {}

  /** The cell as it is safe to open. */
  public static String defused(String cell) {
    return isDangerous(cell) ? "'" + cell : cell;
  }

  /** The cell as it was before it was defused. */
  public static String plain(String cell) {
    return cell.startsWith("'") && isDangerous(cell.substring(1)) ? cell.substring(1) : cell;
  }

  private static boolean isDangerous(String cell) {
    return !cell.isEmpty() && DANGEROUS.indexOf(cell.charAt(0)) >= 0;
  }
}
