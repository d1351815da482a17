package org.rollcall.table;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A row that is not blank.
 *
 * @param number the line or row number in the file, from 1
 * @param width the number of cells, including blank ones
 * @param cells the cells that are not blank, by column from 0
 */
public record TableRow(int number, int width, SortedMap<Integer, Cell> cells) {

  public TableRow {
    cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
  }

  /** A cell; empty if it is blank. */
  public Optional<Cell> cell(int column) {
    return Optional.ofNullable(cells.get(column));
  }
}
