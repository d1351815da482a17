package org.rollcall.change.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.rollcall.change.ChangeKind;
import org.rollcall.change.UserEdit;
import org.rollcall.change.ValueOrClear;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.CodedValue;

/**
 * The change {@code record_type}: public, staff or contact. The institution's code table can define
 * other types; without the table, Alma's types are valid.
 */
final class RecordTypeChange implements ChangeKind {

  private static final String TABLE = "AddNewUserOptions";

  private enum RecordType {
    PUBLIC("Public"),
    STAFF("Staff"),
    CONTACT("Contact");

    private final String description;

    RecordType(String description) {
      this.description = description;
    }
  }

  @Override
  public String key() {
    return "record_type";
  }

  @Override
  public Optional<UserEdit> read(Fields fields, Fields changes, CodeTables codes) {
    return ValueOrClear.valueOnly(
            fields, value -> code(fields, value, codes), "every user has a record type")
        .map(
            coded ->
                (user, context) ->
                    user.code(key()).equals(CodedValue.code(coded))
                        ? user
                        : user.with(key(), coded));
  }

  private static Optional<ObjectNode> code(Fields fields, String value, CodeTables codes) {
    return codes.descriptions(TABLE).isPresent()
        ? codes.readCode(fields, value, TABLE)
        : fields
            .oneOf(value, RecordType.class)
            .map(type -> CodedValue.of(type.name(), type.description));
  }
}
