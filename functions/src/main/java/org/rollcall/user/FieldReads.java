package org.rollcall.user;

import java.util.Set;
import java.util.TreeSet;

/**
 * The top-level fields of a record that a decision has read. The versions of the record that the
 * decision makes, and their normalised views, note their reads in the same object. Not thread-safe.
 * See D-184.
 */
final class FieldReads {

  private final Set<String> fields = new TreeSet<>();
  private boolean hasAll;

  void add(String field) {
    fields.add(field);
  }

  /** Notes that the whole record was read, with the fields that it does not have. */
  void addAll() {
    hasAll = true;
  }

  boolean hasAll() {
    return hasAll;
  }

  Set<String> fields() {
    return Set.copyOf(fields);
  }
}
