package org.rollcall.change.kind;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import org.rollcall.change.ChangeKind;
import org.rollcall.change.UserEdit;
import org.rollcall.change.ValueOrClear;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.AccountType;

/**
 * {@code external_id}: which student system looks after an external user. Internal users have none,
 * and are left alone.
 */
final class ExternalIdChange implements ChangeKind {

  /** Alma's bound, in characters. */
  private static final int LONGEST = 255;

  @Override
  public String key() {
    return "external_id";
  }

  @Override
  public Optional<UserEdit> read(Fields fields, Fields changes, CodeTables codes) {
    return ValueOrClear.valueOnly(
            fields,
            value -> fields.line(value, LONGEST),
            "an external user must have one, and account_type INTERNAL takes it away")
        .map(
            text ->
                (user, context) ->
                    user.accountType() != AccountType.EXTERNAL
                            || user.text(key()).filter(text::equals).isPresent()
                        ? user
                        : user.with(key(), TextNode.valueOf(text)));
  }
}
