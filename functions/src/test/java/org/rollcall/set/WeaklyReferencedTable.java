package org.rollcall.set;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rollcall.table.Table;

/** A table of 200 rows without an ID. It counts the rows that its reader still references. */
final class WeaklyReferencedTable implements Table {

  private static final int ROW_COUNT = 200;

  private final List<WeakReference<Row>> rows = new ArrayList<>();
  private long referencedRows;

  /** The rows that were still referenced at the end of the table. */
  long referencedRows() {
    return referencedRows;
  }

  @Override
  public Optional<Row> next() {
    if (rows.size() > ROW_COUNT) {
      System.gc();
      referencedRows = rows.stream().filter(row -> row.get() != null).count();
      return Optional.empty();
    }
    Map<Integer, Cell> cells =
        rows.isEmpty() ? Map.of(0, cell("primary_id"), 1, cell("x")) : Map.of(1, cell("a"));
    Row row = new Row(rows.size() + 1, 2, new TreeMap<>(cells));
    rows.add(new WeakReference<>(row));
    return Optional.of(row);
  }

  private static Cell cell(String text) {
    return new Cell(text, Optional.empty());
  }

  @Override
  public String location(int row) {
    return "line " + row;
  }

  @Override
  public String columnName(int column) {
    return Integer.toString(column + 1);
  }

  @Override
  public List<String> ignored() {
    return List.of();
  }
}
