package org.rollcall.table;

import java.util.List;
import java.util.Optional;

/** A table that is read once, row by row. Blank rows are passed over. */
public interface Table {

  /**
   * The next row; nothing at the table's end.
   *
   * @throws UnreadableTableException if the file is damaged here
   */
  Optional<TableRow> next();

  /** Where a row is, for people: {@code line 3} or {@code row 3}. */
  String place(int row);

  /** What a column is called that has no header: {@code 3} or {@code C}. */
  String nameOf(int column);

  /** What of the file is not part of the table, in words. */
  List<String> ignored();
}
