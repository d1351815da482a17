package org.rollcall.letter;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A type of letter as it lies in the bucket, fit for use or not.
 *
 * @param languages the languages that it has, such as {@code fr-ca}, sorted
 * @param keys its objects that are used
 * @param settings nothing if {@code letter.json} cannot be read
 * @param letter the letter itself, though it be switched off; what had faults in it is not there
 */
public record StoredLetter(
    String type,
    List<String> languages,
    List<String> keys,
    Optional<LetterSettings> settings,
    Optional<LetterSnapshot> letter) {

  public StoredLetter {
    requireNonNull(type, "type is null");
    languages = List.copyOf(languages);
    keys = List.copyOf(keys);
    requireNonNull(settings, "settings is null");
    requireNonNull(letter, "letter is null");
  }
}
