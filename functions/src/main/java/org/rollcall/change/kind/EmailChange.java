package org.rollcall.change.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.rollcall.change.ChangeKind;
import org.rollcall.change.UserEdit;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.EmailAddress;
import org.rollcall.user.HostName;
import org.rollcall.user.User;

/**
 * {@code email.replace_domain}: moves email addresses from one domain to another. Everything else
 * about an address stays, which of them is preferred as well; two that become the same are both
 * kept.
 */
final class EmailChange implements ChangeKind {

  private static final String EMAILS = "email";
  private static final String ADDRESS = "email_address";

  /** Which domain, that one alone and not those below it, becomes which. */
  private record Move(HostName from, HostName to) {

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
  public JsonNode held(User user) {
    return user.get(User.CONTACT_INFO).path(EMAILS);
  }

  @Override
  public Optional<UserEdit> read(Fields fields, Fields changes, CodeTables codes) {
    return fields
        .required("replace_domain", fields::object)
        .flatMap(EmailChange::move)
        .map(move -> (user, context) -> apply(user, move));
  }

  private static Optional<Move> move(Fields fields) {
    Optional<HostName> from = host(fields, "from");
    Optional<HostName> to = host(fields, "to");
    fields.rejectUnknownKeys();
    if (from.isPresent() && from.equals(to)) {
      fields.fault("to", "is the same domain as from");
      return Optional.empty();
    }
    return from.flatMap(one -> to.map(other -> new Move(one, other)));
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
                        ? "has a letter that may be encoded in two ways: give it encoded, as xn--…"
                        : "must be a domain like example.edu, without the @");
              }
              return host;
            });
  }

  private static User apply(User user, Move move) {
    return user.withContacts(EMAILS, user.contacts(EMAILS).stream().map(move::apply).toList());
  }
}
