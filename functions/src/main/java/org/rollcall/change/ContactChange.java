package org.rollcall.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.CleanText;
import org.rollcall.user.HostName;
import org.rollcall.user.User;

/** Changes of the user's email addresses and phone numbers. */
final class ContactChange {

  /**
   * {@code email.replace_domain}, which replaces a domain, but not its subdomains. All other
   * properties of an address stay, such as which one is preferred. Two addresses that become equal
   * are both kept. See D-036 and D-037.
   */
  static final ChangeKind EMAIL = kind("email", "email", ContactChange::readEmail);

  /**
   * {@code preferred_sms}, which unmarks all phone numbers of a user for text messages. The numbers
   * stay.
   */
  static final ChangeKind PREFERRED_SMS =
      kind("preferred_sms", "phone", ContactChange::readPreferredSms);

  private ContactChange() {}

  /**
   * Creates a kind of change.
   *
   * @param list the list in the contact information, whose entries are changed
   */
  private static ChangeKind kind(String key, String list, ChangeKind.EditReader reader) {
    return new ChangeKind(key, ChangeKind.locationOf(User.CONTACT_INFO, list), reader);
  }

  private static UserEdit edit(String list, UnaryOperator<ObjectNode> entryEdit) {
    return (user, context) ->
        user.withContacts(list, user.contacts(list).stream().map(entryEdit).toList());
  }

  private static Optional<UserEdit> readEmail(Fields fields, Fields changes, CodeTables codes) {
    return fields.required("replace_domain", key -> fields.object(key, ContactChange::replacement));
  }

  private static Optional<UserEdit> replacement(Fields fields) {
    Optional<HostName> from = host(fields, "from");
    Optional<HostName> to = host(fields, "to");
    fields.rejectUnknownKeys();
    if (from.isPresent() && from.equals(to)) {
      return fields.fault("to", ChangeError.SAME_DOMAIN);
    }
    return from.flatMap(
        old -> to.map(other -> edit("email", email -> withDomain(email, old, other))));
  }

  private static Optional<HostName> host(Fields fields, String key) {
    return fields
        .required(key, name -> fields.line(name, HostName.MAX_LENGTH))
        .flatMap(
            text ->
                HostName.of(text)
                    .or(
                        () ->
                            fields.fault(
                                key,
                                HostName.hasAmbiguousLetter(text)
                                    ? ChangeError.AMBIGUOUS_DOMAIN
                                    : ChangeError.INVALID_DOMAIN)));
  }

  /** Replaces the domain even if mail cannot be sent to the address. */
  private static ObjectNode withDomain(ObjectNode email, HostName from, HostName to) {
    String field = "email_address";
    String address = CleanText.of(email.path(field).asText(""));
    int domain = address.indexOf('@') + 1;
    return domain > 1 && HostName.of(address.substring(domain)).equals(Optional.of(from))
        ? email.deepCopy().put(field, address.substring(0, domain) + to)
        : email;
  }

  private static Optional<UserEdit> readPreferredSms(
      Fields fields, Fields changes, CodeTables codes) {
    String mark = "preferred_sms";
    fields.required("clear", Optional::of);
    return ValueChange.clear(fields, mark)
        .map(
            clear ->
                edit(
                    "phone",
                    phone ->
                        phone.path(mark).asBoolean() ? phone.deepCopy().put(mark, false) : phone));
  }
}
