package org.rollcall.letter;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Optional;
import org.rollcall.letter.LetterLanguages.Choice.Reason;
import org.rollcall.user.User;

/**
 * The languages in which a letter exists.
 *
 * @param available their codes in lower case, such as {@code fr-ca}, sorted
 * @param defaultLanguage the institution's default language, in which every letter exists, perhaps
 *     under another name
 */
public record LetterLanguages(
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> available, String defaultLanguage) {

  public LetterLanguages {
    available = List.copyOf(available);
  }

  /** The language of the letter to a user, and the reason for it. */
  public record Choice(String language, Reason reason) {

    /** Why a letter is in a language. */
    public enum Reason {
      /** The user's preferred language. */
      PREFERRED,
      /** A related form of the user's preferred language, such as fr for fr-CA. */
      BASE_OF_PREFERRED,
      /** The institution's default: the user prefers no language, or the letter lacks it. */
      INSTITUTION
    }
  }

  /** Finds the available language for a code such as {@code fr_CA}, or another name. */
  public Optional<String> find(String code) {
    return Languages.findSame(code, available);
  }

  /**
   * Chooses the first language in which the letter exists: the user's language under any of its
   * names, a related form of it (such as fr for fr-CA), or the institution's default.
   */
  public Choice choose(User user) {
    String preferred = preferred(user).orElse("");
    return find(preferred)
        .map(found -> new Choice(found, Reason.PREFERRED))
        .or(
            () ->
                Languages.find(preferred, available)
                    .map(found -> new Choice(found, Reason.BASE_OF_PREFERRED)))
        .orElseGet(() -> new Choice(inDefaultLanguage(), Reason.INSTITUTION));
  }

  /** The language of a user's letter. */
  public LetterLanguage of(User user) {
    Choice choice = choose(user);
    return new LetterLanguage(
        choice.language(),
        preferred(user)
            .filter(preferred -> choice.reason() == Reason.INSTITUTION)
            .map(LanguageCodes::normalize));
  }

  private static Optional<String> preferred(User user) {
    return user.normalized().code("preferred_language");
  }

  private String inDefaultLanguage() {
    return Languages.find(defaultLanguage, available)
        .orElseThrow(() -> new IllegalStateException("no letter in the default language"));
  }
}
