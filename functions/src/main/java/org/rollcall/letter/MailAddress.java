package org.rollcall.letter;

import java.util.Optional;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.DefaultAddressParser;
import org.apache.james.mime4j.field.address.ParseException;
import org.rollcall.json.Fields;
import org.rollcall.user.CleanText;
import org.rollcall.user.EmailAddress;

/** A sender's or tester's mail address in a file or an input, with or without a display name. */
public record MailAddress(Optional<String> name, EmailAddress address) {

  private static final int MAX_LENGTH = 500;

  /** The address with a display name, unless it already has one. */
  static String withName(String address, String name) {
    return address.contains("<")
        ? address
        : "\"" + name.replace('\\', ' ').replace('"', '\'') + "\" <" + address + ">";
  }

  /** Reads one address, with or without a display name; empty after an error. */
  public static Optional<String> read(Fields fields, String key) {
    Optional<String> text = fields.line(key, MAX_LENGTH);
    if (text.isPresent() && of(text.get()).isEmpty()) {
      return fields.fault(key, LetterError.INVALID_MAIL_ADDRESS);
    }
    return text;
  }

  /**
   * Parses {@code ada@example.edu} or {@code Ada Byron <ada@example.edu>}; empty for any other
   * text, such as an address with a comment.
   */
  public static Optional<MailAddress> of(String text) {
    String trimmed = CleanText.of(text);
    Mailbox mailbox;
    try {
      mailbox = DefaultAddressParser.DEFAULT.parseMailbox(trimmed);
    } catch (ParseException e) {
      return Optional.empty();
    }
    String address = mailbox.getAddress();
    return trimmed.equals(address) || trimmed.endsWith("<" + address + ">")
        ? EmailAddress.of(address)
            .map(parsed -> new MailAddress(Optional.ofNullable(mailbox.getName()), parsed))
        : Optional.empty();
  }

  /**
   * Parses an address that was valid when it was read.
   *
   * @throws IllegalArgumentException if it is not valid
   */
  public static MailAddress parse(String text) {
    return of(text).orElseThrow(() -> new IllegalArgumentException("not a mail address"));
  }
}
