package org.rollcall.letter;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A copy of the letter of a notification type, made when a job starts. It is stored in the job's
 * folder. Later changes to the letter do not affect the job.
 *
 * @param from the sender, with or without a display name
 * @param respectsOptOut whether users who have opted out do not get the letter; see {@link OptOut}
 * @param priority how many percent of SES's quota for 24 hours may be used when the letter is sent;
 *     empty for all of it. See D-198.
 * @param languages the three files by name, with header and footer inserted, by language, such as
 *     {@code fr-ca}
 */
public record LetterSnapshot(
    String type,
    String from,
    Optional<String> replyTo,
    boolean respectsOptOut,
    OptionalInt priority,
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

  /**
   * The link with which a mail program unsubscribes a user from letters of this type. Only types
   * that users can opt out of have it.
   */
  public Optional<String> unsubscribeLink() {
    return institution
        .unsubscribe()
        .filter(address -> respectsOptOut && !type.equals(NotificationTypes.PASSWORD_CHANGE))
        .map(text -> MailAddress.parse(text).address())
        .map(address -> LetterVariables.mailto(address) + "?subject=Unsubscribe%20" + type);
  }

  /** This letter from another sender, with another priority. */
  LetterSnapshot with(String newFrom, Optional<String> newReplyTo, OptionalInt newPriority) {
    return new LetterSnapshot(
        type, newFrom, newReplyTo, respectsOptOut, newPriority, institution, languages);
  }
}
