package org.rollcall.change.list;

import java.util.List;
import java.util.Optional;
import org.rollcall.change.RequestedRole;

/** One entry of a list in the input, such as {@code notes.add}. */
interface ListEntry {

  /** The values by which duplicate entries are found. */
  List<Object> identity();

  /** The role that the entry adds or removes. */
  default Optional<RequestedRole> role() {
    return Optional.empty();
  }
}
