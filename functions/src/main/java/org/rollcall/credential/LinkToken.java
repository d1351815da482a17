package org.rollcall.credential;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one-time token in a sign-in link: a random locator, under which the {@link LinkTable} has its
 * user and its job, and a secret, which is derived by {@link LinkSecrets}. Both are written with
 * digits and lower-case letters that cannot be confused. See D-190.
 *
 * @param locator 80 random bits in 16 characters
 * @param secret 128 bits in 26 characters
 */
public record LinkToken(String locator, String secret) {

  /** Digits and letters without i, l, o and u: 5 bits for each. */
  public static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

  private static final int BITS_PER_CHARACTER = 5;
  private static final int LOCATOR_BYTES = 10;

  /** The number of characters of a locator. */
  static final int LOCATOR_LENGTH = 16;

  /** The number of bytes of a secret. */
  static final int SECRET_BYTES = 16;

  private static final int SECRET_LENGTH = 26;

  /** The number of characters of a token. */
  public static final int LENGTH = LOCATOR_LENGTH + SECRET_LENGTH;

  private static final Pattern FORMAT = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

  /** Reads a token; empty if the text is none. Capital letters are read as small ones. */
  public static Optional<LinkToken> parse(String text) {
    String token = text.strip().toLowerCase(Locale.ROOT);
    return FORMAT.matcher(token).matches()
        ? Optional.of(
            new LinkToken(token.substring(0, LOCATOR_LENGTH), token.substring(LOCATOR_LENGTH)))
        : Optional.empty();
  }

  /** A new locator. */
  public static String randomLocator() {
    byte[] bytes = new byte[LOCATOR_BYTES];
    new SecureRandom().nextBytes(bytes);
    return encode(bytes, LOCATOR_LENGTH);
  }

  static LinkToken of(String locator, byte[] secret) {
    return new LinkToken(locator, encode(secret, SECRET_LENGTH));
  }

  /** The number in the bytes, with a fixed number of characters. */
  private static String encode(byte[] bytes, int length) {
    BigInteger number = new BigInteger(1, bytes);
    char[] text = new char[length];
    for (int i = length - 1; i >= 0; i--) {
      text[i] = ALPHABET.charAt(number.intValue() & (ALPHABET.length() - 1));
      number = number.shiftRight(BITS_PER_CHARACTER);
    }
    return new String(text);
  }

  /** The text in a link. It must not appear anywhere except in its letter. */
  public String text() {
    return locator + secret;
  }

  /** Whether two tokens are equal. The time does not depend on where they differ. */
  boolean matches(LinkToken other) {
    return MessageDigest.isEqual(
        text().getBytes(StandardCharsets.UTF_8), other.text().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "token of a sign-in link";
  }
}
