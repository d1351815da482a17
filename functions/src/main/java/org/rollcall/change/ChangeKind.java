package org.rollcall.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.User;

/** A kind of change: reads the value of one key of the input's {@code changes}. */
public interface ChangeKind {

  /** The key in {@code changes}. */
  String key();

  /** The field of the record that is changed. */
  default String field() {
    return key();
  }

  /** The value that {@code condition} checks. */
  default JsonNode currentValue(User user) {
    return user.get(field());
  }

  /**
   * Reads the edit; adds all errors.
   *
   * @param fields the value of the key
   * @param changes all changes of the job, for rules about two of them
   * @param codes the code tables that codes are checked against
   * @return empty if there was an error
   */
  Optional<UserEdit> read(Fields fields, Fields changes, CodeTables codes);
}
