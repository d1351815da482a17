package org.rollcall.letter;

import java.util.List;
import java.util.Optional;

/**
 * The letter of a type as it is stored in the bucket, valid or not.
 *
 * @param languages the languages in which it exists, such as {@code fr-ca}, sorted
 * @param keys the objects that it consists of
 * @param settings empty if {@code letter.json} cannot be read
 * @param letter the letter without its invalid files, even if the type is disabled; empty if it has
 *     no sender
 */
public record StoredLetter(
    String type,
    List<String> languages,
    List<String> keys,
    Optional<LetterSettings> settings,
    Optional<LetterSnapshot> letter) {

  public StoredLetter {
    languages = List.copyOf(languages);
    keys = List.copyOf(keys);
  }

  /** Whether the letter exists in a language, under any of its codes. */
  public boolean isInLanguage(String code) {
    return Languages.findSame(code, languages).isPresent();
  }

  /** Whether users who prefer a language get the letter in the institution's default language. */
  public boolean fallsBackFor(String preferredLanguage) {
    return Languages.find(preferredLanguage, languages).isEmpty();
  }
}
