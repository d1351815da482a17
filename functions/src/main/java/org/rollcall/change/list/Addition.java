package org.rollcall.change.list;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.rollcall.change.ChangeContext;
import org.rollcall.user.User;

/** What is to be in a user's list. */
public interface Addition extends ListEntry {

  /**
   * Whether an entry of the user's list is this one, so that no other is added.
   *
   * @throws org.rollcall.user.BrokenRecordException if the entry is not what Alma's format says
   */
  boolean is(ObjectNode entry, ChangeContext context);

  /** An entry that is this one, as it is to be; the same entry if it is so already. */
  default ObjectNode renewed(ObjectNode entry, ChangeContext context) {
    return entry;
  }

  /**
   * A new entry.
   *
   * @param user the user after the job's earlier changes
   */
  ObjectNode entry(User user, ChangeContext context);
}
