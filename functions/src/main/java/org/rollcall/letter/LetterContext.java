package org.rollcall.letter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.rollcall.user.User;

/**
 * The values of one letter: its user, and the job that sends it.
 *
 * @param day the day of the job
 * @param credentials for the credentials letter only
 */
public record LetterContext(
    User user, String jobName, LocalDate day, Optional<Credentials> credentials) {

  /** A temporary password. It must not appear anywhere except in its letter. */
  public record Credentials(String temporaryPassword, Instant expires) {

    private static final String MASK = "•".repeat(10);

    /** Ten bullets in place of a password, for previews and tests. */
    public static Credentials masked(Instant expires) {
      return new Credentials(MASK, expires);
    }

    @Override
    public String toString() {
      return "credentials that expire " + expires;
    }
  }
}
