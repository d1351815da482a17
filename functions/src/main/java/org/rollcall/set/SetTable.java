package org.rollcall.set;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.rollcall.error.Faults;
import org.rollcall.set.SetDefinition.Itemized;
import org.rollcall.table.Cell;
import org.rollcall.table.Table;
import org.rollcall.table.TableRow;

/** Itemized sets as people's tools write them: a table with a header, one column of it used. */
final class SetTable {

  /** How many cells with faults are named one by one. */
  private static final int MOST_FAULTS = 10;

  private static final int LONGEST_NAME = 60;

  /** What a spreadsheet program makes of a long number when it writes text. */
  private static final Pattern SHORTENED = Pattern.compile("\\d([.,]\\d+)?E\\+\\d{2,3}");

  private final String key;
  private final Table table;
  private final int most;
  private final Faults faults;
  private final List<String> ids = new ArrayList<>();
  private final SortedMap<Integer, String> otherColumns = new TreeMap<>();
  private int firstWithoutId;
  private int rowsWithoutId;
  private int faulty;

  private SetTable(String key, Table table, int most, Faults faults) {
    this.key = key;
    this.table = table;
    this.most = most;
    this.faults = faults;
  }

  /**
   * Reads a set, noting every fault.
   *
   * @param most how many ids it may list
   * @throws org.rollcall.table.UnreadableTableException if the file is damaged
   */
  static Optional<SetDefinition> read(
      String key, Table table, IdentifierTypes types, int most, Faults faults) {
    Optional<TableRow> header = table.next();
    if (header.isEmpty()) {
      faults.add(key, "is empty; its first line must be a header, such as primary_id");
      return Optional.empty();
    }
    Optional<Column> column = Column.choose(header.get().cells(), types);
    if (column.isEmpty()) {
      faults.add(
          key + " " + table.place(header.get().number()),
          Column.noneOf(header.get().cells(), types));
      return Optional.empty();
    }
    return new SetTable(key, table, most, faults).read(header.get(), column.get());
  }

  private Optional<SetDefinition> read(TableRow header, Column column) {
    header.cells().forEach((index, cell) -> otherColumns.put(index, cell.text()));
    for (Optional<TableRow> row = table.next(); row.isPresent(); row = table.next()) {
      take(row.get(), header.width(), column.index());
      if (ids.size() > most) {
        faults.add(
            key, "lists too many ids: " + SetRepository.MOST_IDS + " at most may be in a job");
        return Optional.empty();
      }
    }
    if (faulty > MOST_FAULTS) {
      faults.add(key, "has " + (faulty - MOST_FAULTS) + " more faults like these");
    }
    otherColumns.remove(column.index());
    return faulty > 0
        ? Optional.empty()
        : Optional.of(new Itemized(column.idType(), ids, ignored()));
  }

  private void take(TableRow row, int width, int column) {
    row.cells().keySet().forEach(index -> otherColumns.putIfAbsent(index, ""));
    if (row.cells().lastKey() >= width) {
      fault(row, "has more cells than the header: put a cell with a separator in it in quotes");
    } else {
      row.cell(column).ifPresentOrElse(cell -> take(row, cell), () -> takeWithoutId(row));
    }
  }

  private void take(TableRow row, Cell cell) {
    String id = CsvCells.id(cell.text());
    if (cell.problem().isPresent()) {
      fault(row, cell.problem().get());
    } else if (SHORTENED.matcher(id).matches()) {
      fault(
          row,
          "is a number that a spreadsheet program has shortened; make the column's cells text, put"
              + " the ids in again, and save the file anew");
    } else if (id.isEmpty()) {
      takeWithoutId(row);
    } else {
      ids.add(id);
    }
  }

  /** Only the first is named; the others are not kept, since a table may have millions. */
  private void takeWithoutId(TableRow row) {
    if (rowsWithoutId == 0) {
      firstWithoutId = row.number();
    }
    rowsWithoutId++;
  }

  private void fault(TableRow row, String message) {
    faulty++;
    if (faulty <= MOST_FAULTS) {
      faults.add(key + " " + table.place(row.number()), message);
    }
  }

  private List<String> ignored() {
    List<String> ignored = new ArrayList<>();
    if (rowsWithoutId > 0) {
      String first = table.place(firstWithoutId);
      int more = rowsWithoutId - 1;
      ignored.add(
          first + ", which has no id" + (more == 0 ? "" : ", and " + more + " more like it"));
    }
    otherColumns.forEach(
        (index, name) ->
            ignored.add("column " + (name.isBlank() ? table.nameOf(index) : shortened(name))));
    table.ignored().forEach(other -> ignored.add(shortened(other)));
    return IgnoredRows.few(ignored);
  }

  /** A name on one line, and not all of it if it is long. */
  private static String shortened(String name) {
    String line = name.strip().replaceAll("\\s+|\\p{Cntrl}", " ");
    return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME) + "…";
  }
}
