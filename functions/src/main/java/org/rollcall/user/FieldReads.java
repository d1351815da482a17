package org.rollcall.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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

  /**
   * The fields that were read.
   *
   * @param reads null if reads are not recorded; then all fields count as read
   */
  static Set<String> fields(@Nullable FieldReads reads, ObjectNode record) {
    Set<String> fields = new LinkedHashSet<>();
    if (reads == null || reads.hasAll) {
      fields.addAll(AlmaFields.IN_ORDER);
      record.fieldNames().forEachRemaining(fields::add);
    }
    if (reads != null) {
      fields.addAll(reads.fields);
    }
    return fields;
  }
}
