package org.rollcall.change.kind;

import java.util.Optional;
import org.rollcall.change.ChangeKind;
import org.rollcall.change.UserEdit;
import org.rollcall.change.ValueOrClear;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.CodedValue;

/** {@code status}: switches accounts on or off. */
final class StatusChange implements ChangeKind {

  /** Alma's table ContentStructureStatus. */
  private enum Status {
    ACTIVE("Active"),
    INACTIVE("Inactive");

    private final String description;

    Status(String description) {
      this.description = description;
    }
  }

  @Override
  public String key() {
    return "status";
  }

  @Override
  public Optional<UserEdit> read(Fields fields, Fields changes, CodeTables codes) {
    return ValueOrClear.valueOnly(
            fields, value -> fields.oneOf(value, Status.class), "no user is without a status")
        .map(
            status ->
                (user, context) ->
                    user.code("status").filter(status.name()::equals).isPresent()
                        ? user
                        : user.with("status", CodedValue.of(status.name(), status.description)));
  }
}
