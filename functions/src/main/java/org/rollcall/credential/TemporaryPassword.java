package org.rollcall.credential;

import java.nio.charset.StandardCharsets;
import org.rollcall.id.JobReference;
import org.rollcall.user.PrimaryId;

/**
 * Derives the temporary password that a job gives a user. The same job and user always give the
 * same password. See D-068.
 *
 * <p>The message {@code rollcall/1 NUL job ID NUL start NUL primary ID in lower case NUL block}
 * (UTF-8, the start in ISO 8601, the block number in decimal, from 0) is authenticated with
 * HMAC-SHA-512 under the key. Each byte of the result below 220, which is four times the 55
 * characters of the alphabet, selects the character at that byte modulo 55. Other bytes are
 * ignored, so that all characters are equally likely. Ten consecutive characters are a candidate.
 * The password is the first candidate that has a letter and a digit. If a block has none, the next
 * block is derived.
 *
 * <p>Ten such characters are 57 bits. Alma's job also gives 10 random characters.
 */
public final class TemporaryPassword {

  /** Letters and digits that cannot be confused: without I, O, i, l, o, 0 and 1. */
  public static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789";

  /** The number of characters of a password. */
  public static final int LENGTH = 10;

  /** Bytes from here on are ignored, so that all characters are equally likely. */
  private static final int BYTE_LIMIT = 256 - 256 % ALPHABET.length();

  private final PasswordKey key;

  public TemporaryPassword(PasswordKey key) {
    this.key = key;
  }

  /**
   * The password that a job gives a user.
   *
   * @param job the job that issued it
   * @throws PasswordKeyException if the key cannot be used now
   */
  public String derive(JobReference job, PrimaryId user) {
    for (int block = 0; ; block++) {
      String message =
          String.join("\0", "rollcall/1", job.jobId().value(), job.started().toString(), user.key())
              + "\0"
              + block;
      StringBuilder candidate = new StringBuilder(LENGTH);
      for (byte random : key.mac(message.getBytes(StandardCharsets.UTF_8))) {
        int number = Byte.toUnsignedInt(random);
        if (number < BYTE_LIMIT) {
          candidate.append(ALPHABET.charAt(number % ALPHABET.length()));
        }
        if (candidate.length() == LENGTH) {
          if (hasLetterAndDigit(candidate)) {
            return candidate.toString();
          }
          candidate.setLength(0);
        }
      }
    }
  }

  private static boolean hasLetterAndDigit(CharSequence password) {
    return password.chars().anyMatch(Character::isDigit)
        && password.chars().anyMatch(Character::isLetter);
  }
}
