package org.rollcall.query;

import java.util.List;

/**
 * A field that a query reads, as far as its text shows.
 *
 * @param path the names from the root of the value, such as {@code user_group.value}
 * @param texts the texts with which the query compares the field
 */
public record QueryField(String path, List<String> texts) {

  public QueryField {
    texts = List.copyOf(texts);
  }

  /** The last name of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
