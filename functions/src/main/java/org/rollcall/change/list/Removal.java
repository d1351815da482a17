package org.rollcall.change.list;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What is to be in a user's list no longer. */
public interface Removal extends ListEntry {

  /**
   * Whether it takes an entry of the user's list away.
   *
   * @throws org.rollcall.user.BrokenRecordException if the entry is not what Alma's format says
   */
  boolean matches(ObjectNode entry);

  /** What becomes of an entry that it takes away: nothing, unless a kind keeps a trace of it. */
  default Optional<ObjectNode> rest(ObjectNode entry) {
    return Optional.empty();
  }
}
