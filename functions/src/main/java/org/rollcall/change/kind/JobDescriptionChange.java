package org.rollcall.change.kind;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import org.rollcall.change.ChangeKind;
import org.rollcall.change.UserEdit;
import org.rollcall.change.ValueOrClear;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.User;

/** {@code job_description}: what somebody does, in a line of their own words. */
final class JobDescriptionChange implements ChangeKind {

  /** In characters; Alma's own bound is not published. */
  private static final int LONGEST = 1_000;

  @Override
  public String key() {
    return "job_description";
  }

  @Override
  public Optional<UserEdit> read(Fields fields, Fields changes, CodeTables codes) {
    return ValueOrClear.one(
        fields,
        List.of("value", "clear"),
        List.of(
            fields.line("value", LONGEST).map(text -> (user, context) -> set(user, text)),
            ValueOrClear.clear(fields, key())));
  }

  private User set(User user, String text) {
    return user.text(key()).filter(text::equals).isPresent()
        ? user
        : user.with(key(), TextNode.valueOf(text));
  }
}
