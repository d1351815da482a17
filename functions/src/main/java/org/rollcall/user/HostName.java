package org.rollcall.user;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An Internet host name (RFC 1123, RFC 3490). See D-037.
 *
 * @param name in ASCII and lower case, as {@link #of} makes it
 */
public record HostName(String name) {

  /** The maximum length in characters (RFC 1035). */
  public static final int MAX_LENGTH = 253;

  /** At least two labels; the last one is not a number, so that IP addresses do not match. */
  private static final Pattern NAME = Pattern.compile("[^.]+(\\.[^.]+)*\\.[^.]*[^.0-9][^.]*");

  /**
   * Characters that IDNA 2003, which Java implements, replaces by others and IDNA 2008 keeps: the
   * German sharp s, the Greek final sigma, and the two joiners.
   */
  private static final Pattern AMBIGUOUS = Pattern.compile("[ßẞς\\u200c\\u200d]");

  /**
   * Parses a host name and encodes letters outside ASCII as {@code xn--…}. Empty if the text is not
   * a host name, has a letter with an ambiguous encoding, or has a character that the encoding
   * drops or replaces, such as a zero-width space or a full-width letter.
   */
  public static Optional<HostName> of(String text) {
    if (hasAmbiguousLetter(text)) {
      return Optional.empty();
    }
    try {
      String ascii = IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
      return ascii.length() <= MAX_LENGTH
              && NAME.matcher(ascii).matches()
              && isEncodingOf(ascii, text)
          ? Optional.of(new HostName(ascii))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether a text has only the letters of an encoded name, and no others. */
  private static boolean isEncodingOf(String ascii, String text) {
    String lowerCase = CaseFolding.lowerCase(text);
    return lowerCase.equals(ascii) || lowerCase.equals(IDN.toUnicode(ascii));
  }

  /** Whether a text has a letter that IDNA 2003 and IDNA 2008 encode differently. */
  public static boolean hasAmbiguousLetter(String text) {
    return AMBIGUOUS.matcher(text).find();
  }

  @Override
  public String toString() {
    return name;
  }
}
