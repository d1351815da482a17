package org.rollcall.letter;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A copy of the letter of a notification type, made when a job starts. It is stored in the job's
 * folder. Later changes to the letter do not affect the job.
 *
 * @param from the sender, with or without a display name
 * @param respectsOptOut whether users who have opted out do not get the letter; see {@link OptOut}
 * @param languages the three files by name, with header and footer inserted, by language, such as
 *     {@code fr-ca}
 */
public record LetterSnapshot(
    String type,
    String from,
    Optional<String> replyTo,
    boolean respectsOptOut,
    Institution institution,
    Map<String, Map<String, String>> languages) {

  public LetterSnapshot {
    languages = Map.copyOf(languages);
  }

  /** The languages in which the letter exists. */
  public LetterLanguages letterLanguages() {
    return new LetterLanguages(
        languages.keySet().stream().sorted().toList(), institution.defaultLanguage());
  }

  /**
   * The languages in which the letter uses a variable, sorted.
   *
   * @param variable its full name
   */
  public List<String> languagesWith(String variable) {
    return languages.entrySet().stream()
        .filter(
            entry -> entry.getValue().values().stream().anyMatch(text -> text.contains(variable)))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** The bodies that do not use a variable, such as {@code fr/body.txt}, sorted. */
  public List<String> partsWithout(String variable) {
    return languages.entrySet().stream()
        .flatMap(
            entry ->
                entry.getValue().entrySet().stream()
                    .filter(file -> file.getKey().startsWith("body."))
                    .filter(file -> !file.getValue().contains(variable))
                    .map(file -> entry.getKey() + "/" + file.getKey()))
        .sorted()
        .toList();
  }

  /** The sender of the letter in a language. A sender without a name has the institution's. */
  public String sender(String language) {
    return MailAddress.withName(from, institution.name().in(language));
  }

  /** This letter from another sender. */
  LetterSnapshot withSender(String newFrom, Optional<String> newReplyTo) {
    return new LetterSnapshot(type, newFrom, newReplyTo, respectsOptOut, institution, languages);
  }
}
