package org.rollcall.user;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a host on the Internet, in the form in which it is compared and sent: ASCII, lower
 * case (RFC 1123, RFC 3490).
 */
public final class HostName {

  /** RFC 1035's bound, in characters. */
  public static final int LONGEST = 253;

  /** Two labels at least, the last of which is no number, so that it is no address in digits. */
  private static final Pattern NAME = Pattern.compile("[^.]+(\\.[^.]+)*\\.[^.]*[^.0-9][^.]*");

  /**
   * Characters that were another name's under the rules of 2003, which Java follows, and are their
   * own under those of 2008: the German sharp s, the Greek final sigma, and the two joiners.
   */
  private static final Pattern AMBIGUOUS = Pattern.compile("[ßẞς\\u200c\\u200d]");

  private final String name;

  private HostName(String name) {
    this.name = name;
  }

  /**
   * A name, of which letters beyond ASCII are encoded as in {@code xn--}; nothing if it is none. A
   * name with a letter whose encoding is in doubt is none either, until it is given encoded.
   */
  public static Optional<HostName> of(String text) {
    if (hasDoubtfulLetter(text)) {
      return Optional.empty();
    }
    try {
      String ascii = IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
      return ascii.length() <= LONGEST && NAME.matcher(ascii).matches()
          ? Optional.of(new HostName(ascii))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether a text has a letter whose encoding is in doubt. */
  public static boolean hasDoubtfulLetter(String text) {
    return AMBIGUOUS.matcher(text).find();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HostName host && name.equals(host.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
