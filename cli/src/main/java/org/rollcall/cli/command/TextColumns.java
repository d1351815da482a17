package org.rollcall.cli.command;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jline.utils.WCWidth;

/** A table for a terminal, with columns as wide as their content. */
public final class TextColumns {

  private static final String GAP = "  ";

  /** Without it, a terminal would join the right-to-left texts of two columns, and swap them. */
  private static final String LEFT_TO_RIGHT_MARK = "\u200E";

  private TextColumns() {}

  /**
   * The lines of a table.
   *
   * @param rows of equal length
   * @param numbers the indexes of the columns that are aligned to the right
   */
  public static List<String> lines(List<List<String>> rows, Set<Integer> numbers) {
    if (rows.isEmpty()) {
      return List.of();
    }
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(column -> rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths, numbers)).toList();
  }

  private static String line(List<String> row, int[] widths, Set<Integer> numbers) {
    List<String> cells = new ArrayList<>();
    for (int column = 0; column < widths.length; column++) {
      String text = row.get(column);
      String padding = " ".repeat(widths[column] - width(text));
      String mark =
          Bidi.requiresBidi(text.toCharArray(), 0, text.length()) ? LEFT_TO_RIGHT_MARK : "";
      cells.add(numbers.contains(column) ? padding + text + mark : text + mark + padding);
    }
    return String.join(GAP, cells).stripTrailing();
  }

  /** A text of others in one line, and not wider than a number of columns. */
  public static String cell(String text, int maxWidth) {
    String line = OneLine.of(text);
    if (width(line) <= maxWidth) {
      return line;
    }
    StringBuilder start = new StringBuilder();
    line.codePoints()
        .takeWhile(c -> width(start.toString() + Character.toString(c)) < maxWidth)
        .forEach(start::appendCodePoint);
    return start.append('…').toString();
  }

  /** The number of columns of a terminal that a text needs: two for many East Asian letters. */
  private static int width(String text) {
    return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
  }
}
