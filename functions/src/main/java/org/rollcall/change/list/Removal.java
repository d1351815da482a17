package org.rollcall.change.list;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A criterion for entries that a job removes from a user's list. */
public interface Removal extends ListEntry {

  /**
   * Whether an entry of the user's list is removed.
   *
   * @throws org.rollcall.user.BrokenRecordException if the entry does not follow Alma's format
   */
  boolean matches(ObjectNode entry);

  /** The entry that replaces a removed entry; empty by default. */
  default Optional<ObjectNode> replacement(ObjectNode entry) {
    return Optional.empty();
  }
}
