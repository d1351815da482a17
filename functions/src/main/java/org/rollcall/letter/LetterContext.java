package org.rollcall.letter;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.rollcall.user.User;

/**
 * Whom a letter is for, and what the job has to say.
 *
 * @param started when the job started
 * @param credentials for the credentials letter only
 */
public record LetterContext(
    User user, String jobName, Instant started, Optional<Credentials> credentials) {

  public LetterContext {
    requireNonNull(user, "user is null");
    requireNonNull(jobName, "jobName is null");
    requireNonNull(started, "started is null");
    requireNonNull(credentials, "credentials is null");
  }

  /** A password for its letter; it must not get anywhere else. */
  public record Credentials(String temporaryPassword, Instant expires) {

    private static final String MASK = "•".repeat(10);

    /** What stands in for credentials in a letter that is only looked at: ten bullets. */
    public static Credentials masked(Instant expires) {
      return new Credentials(MASK, expires);
    }

    @Override
    public String toString() {
      return "credentials that expire " + expires;
    }
  }
}
