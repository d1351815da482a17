package org.rollcall.local.sample;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * Creates the entries of a user's contact information. All of it is fictitious: the domains are
 * those of RFC 2606 and example.edu, the telephone numbers are reserved for fiction in North
 * America (555-0100 to 555-0199), and the town does not exist.
 */
final class ContactEntries {

  static final Code SCHOOL = new Code("school", "School");
  static final Code PERSONAL = new Code("personal", "Personal");
  static final Code WORK = new Code("work", "Work");
  static final Code HOME = new Code("home", "Home");
  static final Code MOBILE = new Code("mobile", "Mobile");

  private static final List<String> STREETS =
      List.of("Mill Lane", "Quay Street", "St. Anne’s Road", "Rue des Érables", "Old Ferry Road");
  private static final List<String> PERSONAL_DOMAINS =
      List.of("example.com", "example.org", "example.net");
  private static final List<Integer> AREAS = List.of(206, 312, 416, 514, 617);

  private ContactEntries() {}

  static ObjectNode email(String address, boolean preferred, Code segment, Code type) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("email_address", address).put("description", "").put("preferred", preferred);
    return typed(entry, segment, "email_type", type);
  }

  /** A private email address. */
  static String personalAddress(Person person, SeededRandom random) {
    return person.mailbox().replace('.', '_') + "@" + random.oneOf(PERSONAL_DOMAINS);
  }

  static ObjectNode home(SeededRandom random, boolean preferred, Code segment) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("line1", (1 + random.below(240)) + " " + random.oneOf(STREETS));
    if (random.trueInPercent(30)) {
      entry.put("line2", "Flat " + (1 + random.below(40)));
    }
    entry.put("city", "Rillcombe").put("state_province", "RC");
    entry.put("postal_code", String.format(Locale.ROOT, "%05d", 100 + random.below(40)));
    entry.set("country", Code.NONE.toJson());
    entry.put("address_note", "").put("preferred", preferred);
    return typed(entry, segment, "address_type", HOME);
  }

  static ObjectNode mobile(SeededRandom random, boolean textMessages, Code segment) {
    String number = random.oneOf(AREAS) + " 555 01" + (10 + random.below(90));
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("phone_number", "+1 " + number);
    entry.put("preferred", true).put("preferred_sms", textMessages);
    return typed(entry, segment, "phone_type", MOBILE);
  }

  private static ObjectNode typed(ObjectNode entry, Code segment, String typeField, Code type) {
    entry.put("segment_type", segment.desc());
    entry.putArray(typeField).add(type.toJson());
    return entry;
  }
}
