package org.rollcall.change.kind;

import java.util.Optional;
import org.rollcall.change.ChangeKind;
import org.rollcall.change.UserEdit;
import org.rollcall.change.ValueOrClear;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.CodedValue;

/** The change {@code status}, which activates or deactivates accounts. */
final class StatusChange implements ChangeKind {

  /** The codes of Alma's table ContentStructureStatus. */
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
            fields, value -> fields.oneOf(value, Status.class), "every user has a status")
        .map(
            status ->
                (user, context) ->
                    user.code("status").filter(status.name()::equals).isPresent()
                        ? user
                        : user.with("status", CodedValue.of(status.name(), status.description)));
  }
}
