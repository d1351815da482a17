package org.rollcall.change.list;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.rollcall.change.ChangeContext;
import org.rollcall.user.User;

/** An entry that a job adds to a user's list. */
public interface Addition extends ListEntry {

  /**
   * Whether an entry of the user's list is the same as this addition. If so, no entry is added.
   *
   * @throws org.rollcall.user.BrokenRecordException if the entry does not follow Alma's format
   */
  boolean isSameAs(ObjectNode entry, ChangeContext context);

  /** Updates the details of an entry that is the same as this addition, such as its expiry date. */
  default ObjectNode updated(ObjectNode entry, ChangeContext context) {
    return entry;
  }

  /**
   * A new entry.
   *
   * @param user the user after the job's previous changes
   */
  ObjectNode newEntry(User user, ChangeContext context);
}
