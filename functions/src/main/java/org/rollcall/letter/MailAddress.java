package org.rollcall.letter;

import java.util.Optional;
import org.rollcall.json.Fields;

/** Reads mail addresses from files and inputs. */
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
    if (address.isPresent() && !Message.isAddress(address.get())) {
      fields.fault(key, LetterError.INVALID_MAIL_ADDRESS);
      return Optional.empty();
    }
    return address;
  }
}
