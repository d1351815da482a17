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

/** The change {@code job_description}, one line of text. */
final class JobDescriptionChange implements ChangeKind {

  /** In characters; Alma's own limit is not published. */
  private static final int MAX_LENGTH = 1_000;

  @Override
  public String key() {
    return "job_description";
  }

  @Override
  public Optional<UserEdit> read(Fields fields, Fields changes, CodeTables codes) {
    return ValueOrClear.exactlyOne(
        fields,
        List.of("value", "clear"),
        List.of(
            fields.line("value", MAX_LENGTH).map(text -> (user, context) -> set(user, text)),
            ValueOrClear.clear(fields, key())));
  }

  private User set(User user, String text) {
    return user.text(key()).filter(text::equals).isPresent()
        ? user
        : user.with(key(), TextNode.valueOf(text));
  }
}
