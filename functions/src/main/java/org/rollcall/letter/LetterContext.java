package org.rollcall.letter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.rollcall.user.CredentialKind;
import org.rollcall.user.User;

/**
 * The values of one letter: its user, and the job that sends it.
 *
 * @param day the day of the job
 * @param credentials for the credentials letter only
 */
public record LetterContext(
    User user, String jobName, LocalDate day, Optional<Credentials> credentials) {

  /**
   * A temporary password, or the token of a sign-in link. It must not appear anywhere except in its
   * letter.
   */
  public record Credentials(CredentialKind kind, String secret, Instant expires) {

    private static final String MASK = "•".repeat(10);

    /** Ten bullets in place of a password or a token, for previews and tests. */
    public static Credentials masked(CredentialKind kind, Instant expires) {
      return new Credentials(kind, MASK, expires);
    }

    @Override
    public String toString() {
      return "credentials that expire " + expires;
    }
  }
}
