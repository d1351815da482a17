package org.rollcall.job;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Optional;
import org.rollcall.letter.LetterLanguages;
import org.rollcall.letter.LetterSnapshot;
import org.rollcall.letter.LetterVariables;
import org.rollcall.letter.NotificationTypes;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.User;

/**
 * The letter that a job sends.
 *
 * @param type its notification type
 * @param respectsOptOut whether users who opted out of this type do not get it
 * @param languages the languages in which it exists
 * @param languagesWithExpiryDate the languages in which it shows the user's expiry date
 */
public record JobLetter(
    String type,
    boolean respectsOptOut,
    LetterLanguages languages,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> languagesWithExpiryDate) {

  public JobLetter {
    languagesWithExpiryDate = List.copyOf(languagesWithExpiryDate);
  }

  public static JobLetter of(LetterSnapshot letter) {
    return new JobLetter(
        letter.type(),
        letter.respectsOptOut(),
        letter.letterLanguages(),
        letter.languagesWith(LetterVariables.EXPIRY_DATE));
  }

  /**
   * Why the letter to a user cannot be rendered; empty if it can be. The expiry date is the only
   * variable of letters whose value in a record may be unreadable.
   */
  public Optional<String> problem(User user) {
    if (languagesWithExpiryDate.contains(languages.of(user).used())) {
      try {
        user.normalized().date("expiry_date");
      } catch (BrokenRecordException e) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
    }
    return Optional.empty();
  }

  /**
   * Whether the letter contains a temporary password or a sign-in link. Only users whose password
   * the job resets get it.
   */
  public boolean containsCredential() {
    return type.equals(NotificationTypes.PASSWORD_CHANGE);
  }
}
