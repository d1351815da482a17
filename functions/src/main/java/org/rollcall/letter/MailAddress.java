package org.rollcall.letter;

import java.util.Optional;
import org.rollcall.json.Fields;

/** Mail addresses that people write into files and inputs. */
public final class MailAddress {

  private static final int LONGEST = 500;

  private MailAddress() {}

  /** The address with a name before it, unless it has one of its own. */
  static String named(String address, String name) {
    return address.contains("<")
        ? address
        : "\"" + name.replace('\\', ' ').replace('"', '\'') + "\" <" + address + ">";
  }

  /** Reads one address, with or without a name, noting a fault if it is none. */
  public static Optional<String> read(Fields fields, String key) {
    Optional<String> address = fields.line(key, LONGEST);
    if (address.isPresent() && !Message.isAddress(address.get())) {
      fields.fault(key, "must be a mail address, like Library <library@example.edu>");
      return Optional.empty();
    }
    return address;
  }
}
