package org.rollcall.table;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** A table that is read once, row by row. Blank rows are skipped. */
public interface Table {

  /**
   * The content of a cell.
   *
   * @param text as the spreadsheet program shows it, but numbers in full
   * @param error why the text cannot be used as an ID
   */
  record Cell(String text, Optional<TableError> error) {

    static Cell of(String text) {
      return new Cell(text, Optional.empty());
    }

    static Cell invalid(String text, TableError error) {
      return new Cell(text, Optional.of(error));
    }

    boolean isBlank() {
      return error.isEmpty() && text.isBlank();
    }
  }

  /**
   * A row that is not blank.
   *
   * @param number the line or row number in the file, from 1
   * @param width the number of cells, including blank ones
   * @param cells the cells that are not blank, by column from 0
   */
  record Row(int number, int width, SortedMap<Integer, Cell> cells) {

    public Row {
      cells = Collections.unmodifiableSortedMap(cells);
    }

    /** A cell; empty if it is blank. */
    public Optional<Cell> cell(int column) {
      return Optional.ofNullable(cells.get(column));
    }
  }

  /**
   * The next row; empty at the end of the table.
   *
   * @throws UnreadableTableException if the file is damaged
   */
  Optional<Row> next();

  /** A row's location for messages: {@code line 3} or {@code row 3}. */
  String location(int row);

  /** The name of a column that has no header: {@code 3} or {@code C}. */
  String columnName(int column);

  /** The name of this table in its file; empty if the file has no other tables. */
  default String name() {
    return "";
  }

  /** The other tables of the file that are not hidden. */
  default List<Table> others() {
    return List.of();
  }

  /** The unused parts of the file, for the report. */
  List<String> ignored();
}
