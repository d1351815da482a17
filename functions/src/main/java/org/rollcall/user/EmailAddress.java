package org.rollcall.user;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An email address.
 *
 * @param localPart the part before the {@code @}, in the original letter case
 */
public record EmailAddress(String localPart, HostName domain) {

  private static final Pattern ADDRESS = Pattern.compile("([^\\s@<>,;\"]+)@([^\\s@<>,;\"]+)");

  /** Parses an address; empty if the text is not an address. Reads it as {@link CleanText}. */
  public static Optional<EmailAddress> of(String text) {
    Matcher address = ADDRESS.matcher(CleanText.of(text));
    return address.matches()
        ? HostName.of(address.group(2)).map(host -> new EmailAddress(address.group(1), host))
        : Optional.empty();
  }

  /** Whether both are the same mailbox. As on most mail servers, letter case is ignored. */
  public boolean isSameAs(EmailAddress other) {
    return domain.equals(other.domain)
        && CaseFolding.fold(localPart).equals(CaseFolding.fold(other.localPart));
  }

  /** Contains no personal data. */
  @Override
  public String toString() {
    return "an address at " + domain;
  }
}
