package org.rollcall.change.kind;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Optional;
import org.rollcall.change.ChangeKind;
import org.rollcall.change.UserEdit;
import org.rollcall.change.ValueOrClear;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.AccountType;
import org.rollcall.user.User;

/**
 * The change {@code force_password_change}: whether a user must choose a new password at the next
 * sign-in. Only internal users are changed; others have no password in Alma. See D-033.
 */
final class ForcePasswordChange implements ChangeKind {

  @Override
  public String key() {
    return "force_password_change";
  }

  @Override
  public Optional<UserEdit> read(Fields fields, Fields changes, CodeTables codes) {
    return ValueOrClear.valueOnly(fields, fields::flag, "write the value false instead")
        .map(forced -> (user, context) -> set(user, forced));
  }

  /** Writes TRUE or FALSE, as Alma does. An empty field is the same as FALSE. See D-035. */
  private User set(User user, boolean forced) {
    boolean isForced = user.text(key()).filter("true"::equalsIgnoreCase).isPresent();
    return user.accountType() != AccountType.INTERNAL || isForced == forced
        ? user
        : user.with(key(), TextNode.valueOf(Boolean.toString(forced).toUpperCase(Locale.ROOT)));
  }
}
