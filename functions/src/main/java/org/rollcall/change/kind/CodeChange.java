package org.rollcall.change.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.rollcall.change.ChangeKind;
import org.rollcall.change.UserEdit;
import org.rollcall.change.ValueOrClear;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.CodedValue;
import org.rollcall.user.User;

/**
 * The change of a field with one code, such as {@code user_group}.
 *
 * @param key the field
 * @param table the code table of the field
 * @param clearable whether the field can be cleared. See D-034.
 */
record CodeChange(String key, String table, boolean clearable) implements ChangeKind {

  /** A field that every user has. */
  static CodeChange required(String key, String table) {
    return new CodeChange(key, table, false);
  }

  /** A field that a user need not have. */
  static CodeChange optional(String key, String table) {
    return new CodeChange(key, table, true);
  }

  @Override
  public Optional<UserEdit> read(Fields fields, Fields changes, CodeTables codes) {
    if (!clearable) {
      return ValueOrClear.valueOnly(
              fields, value -> codes.readCode(fields, value, table), "every user has a " + key)
          .map(coded -> (user, context) -> set(user, coded));
    }
    return ValueOrClear.exactlyOne(
        fields,
        List.of("value", "clear"),
        List.of(
            codes
                .readCode(fields, "value", table)
                .map(coded -> (user, context) -> set(user, coded)),
            ValueOrClear.clear(fields, key)));
  }

  private User set(User user, ObjectNode coded) {
    return user.code(key).equals(CodedValue.code(coded)) ? user : user.with(key, coded);
  }
}
