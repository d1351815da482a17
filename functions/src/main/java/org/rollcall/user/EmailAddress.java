package org.rollcall.user;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An email address.
 *
 * @param localPart what is before the {@code @}, in the letter case that it was given
 */
public record EmailAddress(String localPart, HostName domain) {

  private static final Pattern ADDRESS = Pattern.compile("([^\\s@<>,;\"]+)@([^\\s@<>,;\"]+)");

  public EmailAddress {
    requireNonNull(localPart, "localPart is null");
    requireNonNull(domain, "domain is null");
  }

  /** An address, with or without spaces around it; nothing if it is none. */
  public static Optional<EmailAddress> of(String text) {
    Matcher address = ADDRESS.matcher(text.strip());
    return address.matches()
        ? HostName.of(address.group(2)).map(host -> new EmailAddress(address.group(1), host))
        : Optional.empty();
  }

  /** Whether both are the same mailbox, as all but a few mail servers see it: without case. */
  public boolean isSameAs(EmailAddress other) {
    return domain.equals(other.domain)
        && CaseFolding.fold(localPart).equals(CaseFolding.fold(other.localPart));
  }

  /** Nothing personal. */
  @Override
  public String toString() {
    return "an address at " + domain;
  }
}
