package org.rollcall.change.list;

import java.util.List;
import java.util.Optional;
import org.rollcall.change.RequestedRole;

/** One entry of an input's list, such as {@code notes.add}. */
interface ListEntry {

  /** What it names, apart from its details: no change may name the same twice. */
  List<Object> subject();

  /** The role that it gives or takes away. */
  default Optional<RequestedRole> role() {
    return Optional.empty();
  }
}
