package org.rollcall.local.sample;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * Who somebody is: names, language, and the primary id that the sample institution gave.
 *
 * @param given empty for somebody who bears a single name
 * @param preferred the given name that this person goes by; empty if it is no other
 * @param mailbox the part of an email address before the {@code @}; nobody else has the same
 */
record Person(
    String primaryId,
    String given,
    String family,
    String preferred,
    String mailbox,
    Code language) {

  Person {
    requireNonNull(primaryId, "primaryId is null");
    requireNonNull(given, "given is null");
    requireNonNull(family, "family is null");
    requireNonNull(preferred, "preferred is null");
    requireNonNull(mailbox, "mailbox is null");
    requireNonNull(language, "language is null");
  }

  /** The person of this number (0 to 9999), always the same. */
  static Person of(int number) {
    Draw draw = Draw.ofIdentity(number);
    Community community = draw.oneOf(Community.all());
    Word family = draw.oneOf(community.familyNames());
    Word given = givenName(community, draw);
    Word preferred = draw.happens(12) ? givenName(community, draw) : Word.EMPTY;
    return new Person(
        primaryId(number, given, family, draw),
        given.written(),
        family.written(),
        preferred.equals(given) ? "" : preferred.written(),
        mailbox(number, given, family),
        draw.oneOf(community.languages()));
  }

  /** As Alma makes it: the given name, a space, the family name. */
  String fullName() {
    return given.isEmpty() ? family : given + " " + family;
  }

  private static Word givenName(Community community, Draw draw) {
    return community.givenNames().isEmpty() ? Word.EMPTY : draw.oneOf(community.givenNames());
  }

  /** One of the four forms that the library has used over the years, with the number in it. */
  private static String primaryId(int number, Word given, Word family, Draw draw) {
    return switch (draw.below(4)) {
      case 0 -> String.format(Locale.ROOT, "S%07d", 1_000_000 + number);
      case 1 -> String.format(Locale.ROOT, "%s%04d", capital(family.plain()), number);
      case 2 -> mailbox(number, given, family) + "@example.edu";
      default -> mailbox(number, given, family);
    };
  }

  private static String mailbox(int number, Word given, Word family) {
    String start = given.plain().isEmpty() ? "" : given.plain() + ".";
    return String.format(Locale.ROOT, "%s%s.%04d", start, family.plain(), number);
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
