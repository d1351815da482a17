package org.rollcall.letter.ses;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.rollcall.user.EmailAddress;

/**
 * The identities by which SES can verify a sender: the address, its domain, and the parent domains.
 *
 * @param all the address as written first, then the domains in lower case
 */
record SenderIdentities(List<String> all) {

  /** SES's maximum in one request. */
  private static final int MAX_IDENTITIES = 100;

  /** Separates the identities in SES's message, which may have display names and end with dots. */
  private static final Pattern SEPARATORS = Pattern.compile("([\\s,:;<>\"…]|\\.(?=[\\s.]|$))+");

  SenderIdentities {
    all = List.copyOf(all);
  }

  static SenderIdentities of(EmailAddress sender) {
    List<String> identities = new ArrayList<>(List.of(sender.mailbox()));
    String domain = sender.domain().toString();
    while (domain.contains(".") && identities.size() < MAX_IDENTITIES) {
      identities.add(domain);
      domain = domain.substring(domain.indexOf('.') + 1);
    }
    return new SenderIdentities(identities);
  }

  /** Whether a message of SES names one of these identities. */
  boolean areNamedIn(String message) {
    return SEPARATORS
        .splitAsStream(message.toLowerCase(Locale.ROOT))
        .anyMatch(word -> all.stream().anyMatch(word::equalsIgnoreCase));
  }
}
