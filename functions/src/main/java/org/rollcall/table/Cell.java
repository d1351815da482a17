package org.rollcall.table;

import java.util.Optional;

/**
 * The content of a cell.
 *
 * @param text as the spreadsheet program shows it, but numbers in full
 * @param error why the text cannot be used as an ID
 */
public record Cell(String text, Optional<TableError> error) {

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
