package org.rollcall.letter;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.DefaultAddressParser;
import org.apache.james.mime4j.field.address.ParseException;
import org.rollcall.json.Fields;
import org.rollcall.user.HostName;

/** Reads mail addresses from files, inputs and records. */
public final class MailAddress {

  private static final int MAX_LENGTH = 500;

  private MailAddress() {}

  /** The address with a display name, unless it already has one. */
  static String withName(String address, String name) {
    return address.contains("<")
        ? address
        : "\"" + name.replace('\\', ' ').replace('"', '\'') + "\" <" + address + ">";
  }

  /** Reads one address, with or without a display name; empty after an error. */
  public static Optional<String> read(Fields fields, String key) {
    Optional<String> address = fields.line(key, MAX_LENGTH);
    if (address.isPresent() && !isValid(address.get())) {
      return fields.fault(key, LetterError.INVALID_MAIL_ADDRESS);
    }
    return address;
  }

  /** Whether a text is one mail address, with or without a display name. */
  static boolean isValid(String text) {
    try {
      return !parse(text).getLocalPart().isBlank();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Parses an address, with or without a display name. Its domain becomes ASCII.
   *
   * @throws IllegalArgumentException if the text is not an address, has other characters than ASCII
   *     before the @, which Amazon SES does not allow, or has a domain that different programs read
   *     differently
   */
  public static Mailbox parse(String text) {
    Mailbox mailbox;
    try {
      mailbox = DefaultAddressParser.DEFAULT.parseMailbox(text);
    } catch (ParseException e) {
      throw new IllegalArgumentException("not a mail address", e);
    }
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(mailbox.getLocalPart())) {
      throw new IllegalArgumentException("not ASCII");
    }
    HostName host =
        Optional.ofNullable(mailbox.getDomain())
            .flatMap(HostName::of)
            .orElseThrow(() -> new IllegalArgumentException("no host name"));
    return new Mailbox(
        mailbox.getName(), mailbox.getRoute(), mailbox.getLocalPart(), host.toString());
  }
}
