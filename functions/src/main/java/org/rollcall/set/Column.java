package org.rollcall.set;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rollcall.error.Faults;
import org.rollcall.json.SimilarNames;
import org.rollcall.table.Cell;

/**
 * The column of a table that contains the IDs.
 *
 * @param index from 0
 * @param idType the type of the identifiers in the column; empty for primary IDs
 */
record Column(int index, Optional<String> idType) {

  /**
   * Chooses the column by its header. A primary ID has precedence over other types. A type that
   * {@link IdentifierTypes#known} knows has precedence over one that only users' records have. Of
   * several, the leftmost column is chosen.
   */
  static Optional<Column> choose(SortedMap<Integer, Cell> header, IdentifierTypes types) {
    SortedMap<Integer, String> names = new TreeMap<>();
    header.forEach((index, cell) -> names.put(index, cell.text()));
    return primaryId(names)
        .or(() -> first(names, types, true))
        .or(() -> first(names, types, false));
  }

  private static Optional<Column> primaryId(SortedMap<Integer, String> names) {
    return names.entrySet().stream()
        .filter(name -> IdentifierTypes.isPrimaryId(name.getValue()))
        .map(name -> new Column(name.getKey(), Optional.empty()))
        .findFirst();
  }

  private static Optional<Column> first(
      SortedMap<Integer, String> names, IdentifierTypes types, boolean known) {
    for (Map.Entry<Integer, String> name : names.entrySet()) {
      Optional<String> type = known ? types.known(name.getValue()) : types.inUse(name.getValue());
      if (type.isPresent()) {
        return Optional.of(new Column(name.getKey(), type));
      }
    }
    return Optional.empty();
  }

  /** Adds the error of a header in which {@link #choose} finds no column. */
  static void addError(
      Faults faults, String path, SortedMap<Integer, Cell> header, IdentifierTypes types) {
    if (header.values().stream().anyMatch(cell -> looksLikeId(cell.text()))) {
      faults.add(path, SetError.MISSING_HEADER);
      return;
    }
    String hint =
        header.values().stream()
            .map(cell -> SimilarNames.hint(cell.text().strip(), types.names()))
            .filter(found -> !found.isEmpty())
            .findFirst()
            .orElse("");
    faults.add(path, SetError.NO_ID_COLUMN, hint);
  }

  /** Headers are words. IDs contain digits or an @. */
  private static boolean looksLikeId(String text) {
    return text.strip().matches("\\S*[\\d@]\\S*");
  }
}
