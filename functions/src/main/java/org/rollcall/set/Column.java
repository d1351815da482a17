package org.rollcall.set;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rollcall.json.SimilarNames;
import org.rollcall.table.Cell;

/**
 * The column of a table that is used.
 *
 * @param index from 0
 * @param idType the type of identifier that it holds; nothing for primary ids
 */
record Column(int index, Optional<String> idType) {

  /**
   * Chooses among headers: a primary id goes before any other type, a type that a table knows
   * before one that only users have, and then left before right.
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

  /** Why no column could be chosen, and what to do. */
  static String noneOf(SortedMap<Integer, Cell> header, IdentifierTypes types) {
    StringBuilder sentence =
        new StringBuilder(
            "has no column that is known here: head one primary_id (or USERNAME, User name), or"
                + " with a type of identifier, such as BARCODE.");
    if (header.values().stream().anyMatch(cell -> looksLikeAnId(cell.text()))) {
      return sentence + " If this is an id already, put a line with primary_id above it.";
    }
    header.values().stream()
        .map(cell -> SimilarNames.hint(cell.text().strip(), types.names()))
        .filter(hint -> !hint.isEmpty())
        .findFirst()
        .ifPresent(sentence::append);
    return sentence.toString();
  }

  /** Headers are words; ids have digits in them, or an @. */
  private static boolean looksLikeAnId(String text) {
    return text.strip().matches("\\S*[\\d@]\\S*");
  }
}
