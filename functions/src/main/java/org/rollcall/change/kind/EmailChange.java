package org.rollcall.change.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.rollcall.change.ChangeError;
import org.rollcall.change.ChangeKind;
import org.rollcall.change.UserEdit;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.EmailAddress;
import org.rollcall.user.HostName;
import org.rollcall.user.User;

/**
 * The change {@code email.replace_domain}, which replaces the domain of email addresses. All other
 * properties of an address stay, such as which one is preferred. Two addresses that become equal
 * are both kept. See D-036 and D-037.
 */
final class EmailChange implements ChangeKind {

  private static final String EMAILS = "email";
  private static final String ADDRESS = "email_address";

  /** Replaces one domain, but not its subdomains. */
  private record DomainReplacement(HostName from, HostName to) {

    ObjectNode apply(ObjectNode email) {
      return EmailAddress.of(email.path(ADDRESS).asText())
          .filter(address -> address.domain().equals(from))
          .map(address -> email.deepCopy().put(ADDRESS, address.localPart() + "@" + to))
          .orElse(email);
    }
  }

  @Override
  public String key() {
    return "email";
  }

  @Override
  public String field() {
    return User.CONTACT_INFO;
  }

  /** All the user's email addresses. */
  @Override
  public JsonNode currentValue(User user) {
    return user.get(User.CONTACT_INFO).path(EMAILS);
  }

  @Override
  public Optional<UserEdit> read(Fields fields, Fields changes, CodeTables codes) {
    return fields
        .required("replace_domain", fields::object)
        .flatMap(EmailChange::replacement)
        .map(replacement -> (user, context) -> apply(user, replacement));
  }

  private static Optional<DomainReplacement> replacement(Fields fields) {
    Optional<HostName> from = host(fields, "from");
    Optional<HostName> to = host(fields, "to");
    fields.rejectUnknownKeys();
    if (from.isPresent() && from.equals(to)) {
      fields.fault("to", ChangeError.SAME_DOMAIN);
      return Optional.empty();
    }
    return from.flatMap(one -> to.map(other -> new DomainReplacement(one, other)));
  }

  private static Optional<HostName> host(Fields fields, String key) {
    return fields
        .required(key, name -> fields.line(name, HostName.MAX_LENGTH))
        .flatMap(
            text -> {
              Optional<HostName> host = HostName.of(text);
              if (host.isEmpty()) {
                fields.fault(
                    key,
                    HostName.hasAmbiguousLetter(text)
                        ? ChangeError.AMBIGUOUS_DOMAIN
                        : ChangeError.INVALID_DOMAIN);
              }
              return host;
            });
  }

  private static User apply(User user, DomainReplacement replacement) {
    return user.withContacts(
        EMAILS, user.contacts(EMAILS).stream().map(replacement::apply).toList());
  }
}
