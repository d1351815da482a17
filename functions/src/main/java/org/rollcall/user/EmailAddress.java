package org.rollcall.user;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An email address that mail can be sent to exactly as it is written, through Amazon SES. This is
 * the only reader of addresses, for records, letters, bounces and reports. See D-136.
 *
 * @param text the address as {@link CleanText}
 */
public record EmailAddress(String text, HostName domain) {

  /** In ASCII characters (RFC 5321, section 4.5.3.1). */
  private static final int MAX_LENGTH = 254;

  /** The dot-atom of RFC 5322, section 3.2.3: ASCII without brackets, quotes and spaces. */
  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";

  private static final Pattern ADDRESS =
      Pattern.compile("(?=[^@]{1,64}@)" + ATOM + "(?:\\." + ATOM + ")*@(?<domain>[^@]+)");

  /** Parses an address; empty if mail cannot be sent to the text as it is written. */
  public static Optional<EmailAddress> of(String text) {
    String trimmed = CleanText.of(text);
    Matcher address = ADDRESS.matcher(trimmed);
    return address.matches()
        ? HostName.of(address.group("domain"))
            .map(host -> new EmailAddress(trimmed, host))
            .filter(parsed -> parsed.mailbox().length() <= MAX_LENGTH)
        : Optional.empty();
  }

  /** The part before the {@code @}, in the original letter case. */
  public String localPart() {
    return text.substring(0, text.indexOf('@'));
  }

  /** The address for a message's header and envelope: as written, or with its domain in ASCII. */
  public String mailbox() {
    return StandardCharsets.US_ASCII.newEncoder().canEncode(text)
        ? text
        : localPart() + "@" + domain;
  }

  /** Whether both are the same mailbox. As on most mail servers, letter case is ignored. */
  public boolean isSameAs(EmailAddress other) {
    return domain.equals(other.domain)
        && CaseFolding.fold(localPart()).equals(CaseFolding.fold(other.localPart()));
  }

  /** Contains no personal data. */
  @Override
  public String toString() {
    return "an address at " + domain;
  }
}
