package org.rollcall.change.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.rollcall.change.ChangeKind;
import org.rollcall.change.UserEdit;
import org.rollcall.change.ValueOrClear;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.User;

/**
 * The change {@code preferred_sms}, which unmarks all phone numbers of a user for text messages.
 * The numbers stay.
 */
final class PreferredSmsChange implements ChangeKind {

  private static final String MARK = "preferred_sms";
  private static final String PHONES = "phone";

  @Override
  public String key() {
    return MARK;
  }

  @Override
  public String field() {
    return User.CONTACT_INFO;
  }

  /** All phone numbers of the user. */
  @Override
  public JsonNode currentValue(User user) {
    return user.get(User.CONTACT_INFO).path(PHONES);
  }

  @Override
  public Optional<UserEdit> read(Fields fields, Fields changes, CodeTables codes) {
    fields.required("clear", Optional::of);
    return ValueOrClear.clear(fields, MARK)
        .map(
            clear ->
                (user, context) ->
                    user.withContacts(
                        PHONES,
                        user.contacts(PHONES).stream().map(PreferredSmsChange::unmarked).toList()));
  }

  private static ObjectNode unmarked(ObjectNode phone) {
    return isMarked(phone) ? phone.deepCopy().put(MARK, false) : phone;
  }

  private static boolean isMarked(ObjectNode phone) {
    return phone.path(MARK).asBoolean();
  }
}
