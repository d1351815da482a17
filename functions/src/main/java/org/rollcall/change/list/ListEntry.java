package org.rollcall.change.list;

import java.util.List;
import java.util.Optional;
import org.rollcall.change.RequestedRole;

/** One entry of a list in the input, such as {@code notes.add}. */
interface ListEntry {

  /** The values that identify the entry. Entries with the same values are duplicates. */
  List<Object> identity();

  /** The role that the entry adds or removes; empty if the entry is not a role. */
  default Optional<RequestedRole> role() {
    return Optional.empty();
  }
}
