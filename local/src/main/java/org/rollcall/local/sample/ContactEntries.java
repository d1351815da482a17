package org.rollcall.local.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * Creates the entries of a user's contact information. All of it is fictitious: the domains are
 * those of RFC 2606 and example.edu, the telephone numbers are reserved for fiction in North
 * America (555-0100 to 555-0199), and the town does not exist.
 */
final class ContactEntries {

  private static final List<String> STREETS =
      List.of("Mill Lane", "Quay Street", "St. Anne’s Road", "Rue des Érables", "Old Ferry Road");
  private static final List<String> PERSONAL_DOMAINS =
      List.of("example.com", "example.org", "example.net");
  private static final List<Integer> AREAS = List.of(206, 312, 416, 514, 617);

  private ContactEntries() {}

  static ObjectNode email(String address, boolean preferred, String type) {
    ObjectNode entry =
        SampleData.copy("email").put("email_address", address).put("preferred", preferred);
    SampleData.add(entry, "email_type", SampleData.code("UserEmailTypes", type));
    return entry;
  }

  /** A private email address. */
  static String personalAddress(Person person, SeededRandom random) {
    return person.mailbox().replace('.', '_') + "@" + random.oneOf(PERSONAL_DOMAINS);
  }

  static ObjectNode home(SeededRandom random) {
    ObjectNode entry = SampleData.copy("address");
    entry.put("line1", (1 + random.below(240)) + " " + random.oneOf(STREETS));
    if (random.trueInPercent(30)) {
      entry.put("line2", "Flat " + (1 + random.below(40)));
    }
    entry.put("postal_code", String.format(Locale.ROOT, "%05d", 100 + random.below(40)));
    return SampleData.withoutEmptyFields(entry);
  }

  static ObjectNode mobile(SeededRandom random, boolean textMessages) {
    String number = random.oneOf(AREAS) + " 555 01" + (10 + random.below(90));
    return SampleData.copy("phone")
        .put("phone_number", "+1 " + number)
        .put("preferred_sms", textMessages);
  }
}
