package org.rollcall.credential;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import org.rollcall.id.JobId;
import org.rollcall.user.PrimaryId;

/**
 * Derives the temporary password that a job gives a user, the same one whenever it is asked.
 *
 * <p>The message {@code rollcall/1 NUL job id NUL primary id in lower case NUL block} (UTF-8, the
 * block number in decimal, from 0) is authenticated with HMAC-SHA-512 under the key. Each byte of
 * the result that is below 220, four times the alphabet's 55 characters, stands for the character
 * at that byte modulo 55; other bytes are passed over, so that every character is equally likely.
 * Ten characters in a row are a candidate; the first candidate that has a letter and a digit is the
 * password. A block that gives none is followed by the next one.
 *
 * <p>Ten such characters are 57 bits; Alma's job gives 10 random characters as well.
 */
public final class TemporaryPassword {

  /** Letters and digits that are not taken for one another: no I, O, i, l, o, 0 or 1. */
  public static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789";

  /** How many characters a password has. */
  public static final int LENGTH = 10;

  private static final int FAIR_BELOW = 256 - 256 % ALPHABET.length();

  private final PasswordKey key;

  public TemporaryPassword(PasswordKey key) {
    this.key = requireNonNull(key, "key is null");
  }

  /**
   * The password that a job gives a user.
   *
   * @param jobId the job that issued it
   */
  public String derive(JobId jobId, PrimaryId user) {
    for (int block = 0; ; block++) {
      String message = "rollcall/1\0" + jobId + "\0" + user.key() + "\0" + block;
      StringBuilder candidate = new StringBuilder(LENGTH);
      for (byte random : key.mac(message.getBytes(StandardCharsets.UTF_8))) {
        int number = Byte.toUnsignedInt(random);
        if (number < FAIR_BELOW) {
          candidate.append(ALPHABET.charAt(number % ALPHABET.length()));
        }
        if (candidate.length() == LENGTH) {
          if (isAcceptable(candidate)) {
            return candidate.toString();
          }
          candidate.setLength(0);
        }
      }
    }
  }

  private static boolean isAcceptable(CharSequence password) {
    return password.chars().anyMatch(Character::isDigit)
        && password.chars().anyMatch(Character::isLetter);
  }
}
