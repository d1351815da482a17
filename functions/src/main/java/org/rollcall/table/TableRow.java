package org.rollcall.table;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A row that is not blank.
 *
 * @param number its line or row in the file, from 1
 * @param width how many cells it has room for, blank ones included
 * @param cells those that are not blank, by column from 0
 */
public record TableRow(int number, int width, SortedMap<Integer, Cell> cells) {

  public TableRow {
    cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
  }

  /** A cell; nothing if it is blank. */
  public Optional<Cell> cell(int column) {
    return Optional.ofNullable(cells.get(column));
  }
}
