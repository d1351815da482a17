package org.rollcall.job;

import org.rollcall.letter.LetterLanguages;
import org.rollcall.letter.LetterSnapshot;
import org.rollcall.letter.NotificationTypes;

/**
 * The letter that a job sends.
 *
 * @param type its notification type
 * @param respectsOptOut whether users who opted out of this type do not get it
 * @param languages the languages in which it exists
 */
public record JobLetter(String type, boolean respectsOptOut, LetterLanguages languages) {

  /** The letter of a snapshot. */
  public static JobLetter of(LetterSnapshot letter) {
    return new JobLetter(letter.type(), letter.respectsOptOut(), letter.letterLanguages());
  }

  /**
   * Whether the letter contains a temporary password. Only users whose password the job resets get
   * it.
   */
  public boolean containsPassword() {
    return type.equals(NotificationTypes.PASSWORD_CHANGE);
  }
}
