package org.rollcall.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.User;

/** A kind of change: a key of the input's {@code changes}, and how its value is read. */
public interface ChangeKind {

  /** The key. */
  String key();

  /** The user's field that the change is about. */
  default String field() {
    return key();
  }

  /** What {@code condition} looks at, of the user before the job. */
  default JsonNode held(User user) {
    return user.get(field());
  }

  /**
   * Reads the edit, noting every fault.
   *
   * @param fields the value of the key
   * @param changes all of the job's changes, for rules between two of them
   * @param codes what the codes it names are checked against
   * @return nothing if there was a fault
   */
  Optional<UserEdit> read(Fields fields, Fields changes, CodeTables codes);
}
