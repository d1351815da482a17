package org.rollcall.change;

import java.util.List;
import java.util.Optional;

/** One entry of an input's list, such as {@code notes.add}. */
interface Listed {

  /** What it names, apart from its details: no change may name the same twice. */
  List<Object> subject();

  /** The role that it gives or takes away. */
  default Optional<NamedRole> role() {
    return Optional.empty();
  }
}
