package org.rollcall.table;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What stands in a cell.
 *
 * @param text as its program shows it, except that numbers stand in full
 * @param problem why the text may not be what its writer meant, and what to do; it matters only if
 *     the cell is used
 */
public record Cell(String text, Optional<String> problem) {

  public Cell {
    requireNonNull(text, "text is null");
    requireNonNull(problem, "problem is null");
  }

  static Cell of(String text) {
    return new Cell(text, Optional.empty());
  }

  static Cell doubtful(String text, String problem) {
    return new Cell(text, Optional.of(problem));
  }

  boolean isBlank() {
    return problem.isEmpty() && text.isBlank();
  }
}
