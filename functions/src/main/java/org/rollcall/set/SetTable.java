package org.rollcall.set;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.rollcall.error.ErrorCode;
import org.rollcall.error.Faults;
import org.rollcall.set.SetDefinition.Itemized;
import org.rollcall.table.Table;
import org.rollcall.table.Table.Cell;
import org.rollcall.table.Table.Row;

/** Reads itemized sets in tables. A table has a header, and one of its columns contains the IDs. */
final class SetTable {

  /** The errors that are listed one by one. */
  private static final int MAX_ERRORS = 10;

  /** The length in characters of a column's name in the report. */
  private static final int MAX_NAME_LENGTH = 60;

  /** A long number as spreadsheet programs and scripts write it to a text file. */
  private static final Pattern SHORTENED_NUMBER =
      Pattern.compile("(?i)\\d([.,]\\d+)?E\\+\\d{1,3}|\\d[.,]\\d+E\\d{1,3}");

  /**
   * The column of a table that contains the IDs.
   *
   * @param index from 0
   * @param idType the type of the identifiers in the column; empty for primary IDs
   */
  private record Column(int index, Optional<String> idType) {}

  private final String key;
  private final Table table;
  private final int maxIds;
  private final Faults faults;
  private final List<String> ids = new ArrayList<>();
  private final SortedMap<Integer, String> otherColumns = new TreeMap<>();
  private int firstRowWithoutId;
  private int rowsWithoutId;
  private int errors;

  private SetTable(String key, Table table, int maxIds, Faults faults) {
    this.key = key;
    this.table = table;
    this.maxIds = maxIds;
    this.faults = faults;
  }

  /**
   * Reads a set, and adds all its errors.
   *
   * @throws org.rollcall.table.UnreadableTableException if the file is damaged
   */
  static Optional<Itemized> read(
      String key, Table table, IdentifierTypes types, int maxIds, Faults faults) {
    Optional<Row> header = table.next();
    if (header.isEmpty()) {
      new MissingHeader(key, table, types, faults).addEmptyTable();
      return Optional.empty();
    }
    Optional<Column> column = choose(header.get(), types);
    if (column.isEmpty()) {
      new MissingHeader(key, table, types, faults).add(header.get());
      return Optional.empty();
    }
    return new SetTable(key, table, maxIds, faults).read(header.get(), column.get());
  }

  /**
   * Chooses the column by its header. A primary ID has precedence over other types. A type that
   * {@link IdentifierTypes#known} knows has precedence over one that only users' records have. Of
   * several, the leftmost column is chosen.
   */
  private static Optional<Column> choose(Row header, IdentifierTypes types) {
    return header.cells().entrySet().stream()
        .filter(cell -> IdentifierTypes.isPrimaryId(cell.getValue().text()))
        .map(cell -> new Column(cell.getKey(), Optional.empty()))
        .findFirst()
        .or(() -> choose(header, types::known))
        .or(() -> choose(header, types::inUse));
  }

  private static Optional<Column> choose(Row header, Function<String, Optional<String>> typeOf) {
    return header.cells().entrySet().stream()
        .map(cell -> new Column(cell.getKey(), typeOf.apply(cell.getValue().text())))
        .filter(column -> column.idType().isPresent())
        .findFirst();
  }

  private Optional<Itemized> read(Row header, Column column) {
    header.cells().forEach((index, cell) -> otherColumns.put(index, cell.text()));
    for (Optional<Row> row = table.next(); row.isPresent(); row = table.next()) {
      readRow(row.get(), header.width(), column.index());
      if (ids.size() > maxIds) {
        return faults.add(key, SetError.TOO_MANY_IDS, SetReader.MAX_IDS);
      }
    }
    if (errors > MAX_ERRORS) {
      faults.add(key, SetError.MORE_TABLE_ERRORS, errors - MAX_ERRORS);
    }
    otherColumns.remove(column.index());
    return errors > 0
        ? Optional.empty()
        : Optional.of(new Itemized(column.idType(), ids, ignored()));
  }

  private void readRow(Row row, int width, int column) {
    row.cells().keySet().forEach(index -> otherColumns.putIfAbsent(index, ""));
    if (row.cells().lastKey() >= width) {
      addError(row, SetError.ROW_LONGER_THAN_HEADER);
    } else {
      row.cell(column).ifPresentOrElse(cell -> readCell(row, cell), () -> countRowWithoutId(row));
    }
  }

  private void readCell(Row row, Cell cell) {
    String id = CsvCells.id(cell.text());
    if (cell.error().isPresent()) {
      addError(row, cell.error().get());
    } else if (SHORTENED_NUMBER.matcher(id).matches()) {
      addError(row, SetError.SHORTENED_NUMBER);
    } else if (id.isEmpty()) {
      countRowWithoutId(row);
    } else {
      ids.add(id);
    }
  }

  /** The report names only the first. The others are not kept: a table may have millions. */
  private void countRowWithoutId(Row row) {
    if (rowsWithoutId == 0) {
      firstRowWithoutId = row.number();
    }
    rowsWithoutId++;
  }

  private void addError(Row row, ErrorCode code) {
    errors++;
    if (errors <= MAX_ERRORS) {
      faults.add(MissingHeader.path(key, table, row), code);
    }
  }

  private List<String> ignored() {
    List<String> ignored = new ArrayList<>();
    if (rowsWithoutId > 0) {
      String first = table.location(firstRowWithoutId);
      int more = rowsWithoutId - 1;
      ignored.add(first + " (no ID)" + (more == 0 ? "" : " and " + more + " more without an ID"));
    }
    otherColumns.forEach(
        (index, name) ->
            ignored.add("column " + (name.isBlank() ? table.columnName(index) : shortened(name))));
    table.ignored().forEach(other -> ignored.add(shortened(other)));
    return ignored;
  }

  /** A name on one line, truncated if it is long. */
  private static String shortened(String name) {
    String line = name.strip().replaceAll("\\s+|\\p{Cntrl}", " ");
    return line.length() <= MAX_NAME_LENGTH ? line : line.substring(0, MAX_NAME_LENGTH) + "…";
  }
}
