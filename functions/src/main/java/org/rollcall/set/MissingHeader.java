package org.rollcall.set;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.rollcall.error.Faults;
import org.rollcall.json.SimilarNames;
import org.rollcall.table.Table;
import org.rollcall.table.Table.Cell;
import org.rollcall.table.Table.Row;

/** Finds out why the first row of a table names no column for IDs, and adds the error. */
final class MissingHeader {

  /** How many rows are searched for a header. */
  private static final int MAX_HEADER_ROWS = 20;

  /** How many rows are compared with the users. */
  private static final int MAX_ROWS = 1000;

  /** Headers are words. IDs contain digits or an @. */
  private static final Pattern LOOKS_LIKE_ID = Pattern.compile("\\S*[\\d@]\\S*");

  private final String key;
  private final Table table;
  private final IdentifierTypes types;
  private final Faults faults;

  MissingHeader(String key, Table table, IdentifierTypes types, Faults faults) {
    this.key = key;
    this.table = table;
    this.types = types;
    this.faults = faults;
  }

  /** The place of a row for errors, such as {@code sets/a.csv line 3}. */
  static String path(String key, Table table, Row row) {
    String sheet = table.name().isEmpty() ? "" : " of worksheet \"" + table.name() + "\"";
    return key + " " + table.location(row.number()) + sheet;
  }

  /** Adds the error of a table without rows. */
  void addEmptyTable() {
    if (!addOtherTable(key)) {
      faults.add(key, SetError.EMPTY_SET_TABLE);
    }
  }

  /** Adds the error of a table whose first row names no column for IDs. */
  void add(Row first) {
    String path = path(key, table, first);
    List<Row> rows = new ArrayList<>(List.of(first));
    Optional<Row> next = table.next();
    while (next.isPresent() && rows.size() < MAX_ROWS) {
      rows.add(next.get());
      next = table.next();
    }
    for (Row row : rows.subList(1, Math.min(rows.size(), MAX_HEADER_ROWS))) {
      Optional<String> header = header(row);
      if (header.isPresent()) {
        faults.add(path, SetError.HEADER_BELOW, table.location(row.number()), header.get());
        return;
      }
    }
    if (!addOtherTable(path)) {
      addUnknownHeader(path, rows);
    }
  }

  /** Adds an error if another table of the file has a header. */
  private boolean addOtherTable(String path) {
    for (Table other : table.others()) {
      Optional<Row> row = other.next();
      for (int i = 0; i < MAX_HEADER_ROWS && row.isPresent(); i++) {
        Optional<String> header = header(row.get());
        if (header.isPresent()) {
          String place = other.location(row.get().number());
          faults.add(path, SetError.HEADER_ON_OTHER_WORKSHEET, other.name(), header.get(), place);
          return true;
        }
        row = other.next();
      }
    }
    return false;
  }

  /** The header of a column for IDs in a row. Types that only users have are not recognised. */
  private Optional<String> header(Row row) {
    return row.cells().values().stream()
        .map(Cell::text)
        .filter(text -> IdentifierTypes.isPrimaryId(text) || types.known(text).isPresent())
        .map(String::strip)
        .findFirst();
  }

  private void addUnknownHeader(String path, List<Row> rows) {
    List<String> names =
        rows.get(0).cells().values().stream().map(cell -> cell.text().strip()).toList();
    Optional<String> shortened =
        names.stream().filter(name -> types.withLostZeros(name).isPresent()).findFirst();
    if (shortened.isPresent()) {
      String type = types.withLostZeros(shortened.get()).orElseThrow();
      faults.add(path, SetError.HEADER_WITHOUT_ZEROS, type, shortened.get());
    } else if (names.stream().anyMatch(LOOKS_LIKE_ID.asMatchPredicate())) {
      columns(rows).stream()
          .filter(ids -> ids.mostFrequent().isPresent())
          .findFirst()
          .ifPresentOrElse(
              ids -> addKind(path, ids), () -> faults.add(path, SetError.MISSING_HEADER));
    } else {
      faults.add(
          path,
          SetError.NO_ID_COLUMN,
          names.stream()
              .map(name -> SimilarNames.hint(name, types.names()))
              .filter(hint -> !hint.isEmpty())
              .findFirst()
              .orElse(""));
    }
  }

  private void addKind(String path, IdMatches ids) {
    Map.Entry<Optional<String>, Integer> kind = ids.mostFrequent().orElseThrow();
    faults.add(
        path,
        SetError.IDS_WITHOUT_HEADER,
        kind.getValue(),
        ids.size(),
        kind.getKey().map(type -> "identifiers of the type " + type).orElse("primary IDs"),
        kind.getKey().orElse("primary_id"));
  }

  /** The cells of each column whose first cell may be an ID, compared with all users. */
  private List<IdMatches> columns(List<Row> rows) {
    Map<Integer, List<String>> cells = new TreeMap<>();
    rows.get(0)
        .cells()
        .forEach(
            (index, cell) -> {
              if (LOOKS_LIKE_ID.matcher(cell.text().strip()).matches()) {
                cells.put(index, new ArrayList<>());
              }
            });
    for (Row row : rows) {
      cells.forEach(
          (index, ids) -> row.cell(index).ifPresent(cell -> ids.add(CsvCells.id(cell.text()))));
    }
    List<IdMatches> columns = cells.values().stream().map(IdMatches::new).toList();
    types.users().forEach(user -> columns.forEach(ids -> ids.add(user)));
    return columns;
  }
}
