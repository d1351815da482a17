package org.rollcall.table;

import java.util.List;
import java.util.Optional;

/** A table that is read once, row by row. Blank rows are skipped. */
public interface Table {

  /**
   * The next row; empty at the end of the table.
   *
   * @throws UnreadableTableException if the file is damaged
   */
  Optional<TableRow> next();

  /** A row's location for messages: {@code line 3} or {@code row 3}. */
  String location(int row);

  /** The name of a column that has no header: {@code 3} or {@code C}. */
  String columnName(int column);

  /** The unused parts of the file, for the report. */
  List<String> ignored();
}
