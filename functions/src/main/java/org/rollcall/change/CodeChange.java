package org.rollcall.change;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.Coded;
import org.rollcall.user.User;

/**
 * A field that holds one code and is never empty, such as {@code user_group}.
 *
 * @param key the field
 * @param table the code table that has its codes
 */
record CodeChange(String key, String table) implements ChangeKind {

  CodeChange {
    requireNonNull(key, "key is null");
    requireNonNull(table, "table is null");
  }

  @Override
  public Optional<Edit> read(Fields fields, Fields changes, CodeTables codes) {
    return fields
        .required("value", value -> codes.code(fields, value, table))
        .map(coded -> (user, context) -> set(user, coded));
  }

  private User set(User user, ObjectNode coded) {
    return user.code(key).equals(Coded.code(coded)) ? user : user.with(key, coded);
  }
}
