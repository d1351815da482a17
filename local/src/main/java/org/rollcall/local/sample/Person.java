package org.rollcall.local.sample;

import java.util.Locale;

/**
 * The names, the language and the primary ID of a person.
 *
 * @param given the given name; empty if the person has a single name
 * @param preferred the preferred given name; empty if it is the given name
 * @param mailbox the unique part of email addresses before the {@code @}
 * @param language a code of the table {@code UserPreferredLanguage}
 */
record Person(
    String primaryId,
    String given,
    String family,
    String preferred,
    String mailbox,
    String language) {

  /** The person with a number from 0 to 9999. Always the same person for a number. */
  static Person of(int number) {
    SeededRandom random = SeededRandom.ofIdentity(number);
    Community community = random.oneOf(Community.ALL);
    NameSpelling family = random.oneOf(community.familyNames());
    NameSpelling given = givenName(community, random);
    NameSpelling preferred =
        random.trueInPercent(12) ? givenName(community, random) : NameSpelling.EMPTY;
    return new Person(
        primaryId(number, given, family, random),
        given.written(),
        family.written(),
        preferred.equals(given) ? "" : preferred.written(),
        mailbox(number, given, family),
        random.oneOf(community.languages()));
  }

  /** The full name in the format of Alma: the given name, a space, the family name. */
  String fullName() {
    return given.isEmpty() ? family : given + " " + family;
  }

  private static NameSpelling givenName(Community community, SeededRandom random) {
    return community.givenNames().isEmpty()
        ? NameSpelling.EMPTY
        : random.oneOf(community.givenNames());
  }

  /** A primary ID in one of the four formats of the library, with the number. */
  private static String primaryId(
      int number, NameSpelling given, NameSpelling family, SeededRandom random) {
    return switch (random.below(4)) {
      case 0 -> String.format(Locale.ROOT, "S%07d", 1_000_000 + number);
      case 1 -> String.format(Locale.ROOT, "%s%04d", capital(family.plain()), number);
      case 2 -> mailbox(number, given, family) + "@example.edu";
      default -> mailbox(number, given, family);
    };
  }

  private static String mailbox(int number, NameSpelling given, NameSpelling family) {
    String start = given.plain().isEmpty() ? "" : given.plain() + ".";
    return String.format(Locale.ROOT, "%s%s.%04d", start, family.plain(), number);
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
