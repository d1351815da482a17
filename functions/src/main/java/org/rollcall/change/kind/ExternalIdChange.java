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
 * The change {@code external_id}, the student system that manages an external user. Internal users
 * have no {@code external_id} and are not changed.
 */
final class ExternalIdChange implements ChangeKind {

  /** Alma's maximum length in characters. */
  private static final int MAX_LENGTH = 255;

  @Override
  public String key() {
    return "external_id";
  }

  @Override
  public Optional<UserEdit> read(Fields fields, Fields changes, CodeTables codes) {
    return ValueOrClear.valueOnly(
            fields,
            value -> fields.line(value, MAX_LENGTH),
            "every external user has an external_id, and account_type INTERNAL removes it")
        .map(
            text ->
                (user, context) ->
                    user.accountType() != AccountType.EXTERNAL
                            || user.text(key()).filter(text::equals).isPresent()
                        ? user
                        : user.with(key(), TextNode.valueOf(text)));
  }
}
