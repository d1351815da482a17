package org.rollcall.local.sample;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Locale;

/**
 * A member of the public: one of the alumni, a resident or a visiting reader. The library has
 * registered these users itself, so that they are internal users.
 *
 * @param number 0 to {@link #COUNT} - 1
 */
record PublicUser(int number) {

  static final int COUNT = 210;

  private static final int FIRST_PERSON = 2_000;

  Person person() {
    return Person.of(FIRST_PERSON + number);
  }

  /** A code of the table {@code UserGroups}. */
  String userGroup() {
    return switch (number % 7) {
      case 0, 1 -> "ALUMNI";
      case 2 -> "VISITOR";
      default -> "RESIDENT";
    };
  }

  ObjectNode toJson(DateShift dates) {
    SeededRandom random = SeededRandom.ofRecord(FIRST_PERSON + number);
    ObjectNode user = SampleData.user(person());
    user.set("user_group", SampleData.code("UserGroups", userGroup()));
    boolean isInactive = number % 30 == 9;
    user.set(
        "status", SampleData.code("ContentStructureStatus", isInactive ? "INACTIVE" : "ACTIVE"));
    user.put("status_date", SampleData.date(LocalDate.of(2021 + random.below(5), 3, 1)));
    boolean isExpired = number % 15 == 4;
    if (isExpired) {
      user.put(
          "expiry_date", SampleData.date(dates.apply(LocalDate.of(2023 + random.below(3), 6, 30))));
    } else if (random.trueInPercent(70)) {
      user.put(
          "expiry_date", SampleData.date(dates.apply(LocalDate.of(2028 + random.below(5), 6, 30))));
    }
    SampleData.add(user, "address", ContactEntries.home(random));
    if (random.trueInPercent(80)) {
      SampleData.add(user, "phone", ContactEntries.mobile(random, random.trueInPercent(40)));
    }
    boolean hasEmail = number % 20 != 6;
    if (hasEmail) {
      String address = ContactEntries.personalAddress(person(), random);
      SampleData.add(user, "email", ContactEntries.email(address, true, "personal"));
    }
    String barcode = String.format(Locale.ROOT, "000%07d", 3_000_000 + number);
    SampleData.add(user, "user_identifier", SampleData.copy("identifier").put("value", barcode));
    SampleData.add(user, "user_role", SampleData.copy("role"));
    addOptionalEntries(user, random);
    return SampleData.withoutEmptyFields(user);
  }

  private void addOptionalEntries(ObjectNode user, SeededRandom random) {
    String created = LocalDate.of(2025, 1 + random.below(12), 15) + "T09:30:00Z";
    if (random.trueInPercent(8)) {
      SampleData.add(
          user, "user_block", SampleData.copy("address_block").put("created_date", created));
    }
    if (random.trueInPercent(15)) {
      SampleData.add(
          user, "user_note", SampleData.copy("address_note").put("created_date", created));
    }
    if (number % 35 == 0) {
      Person person = new PublicUser(number + 1).person();
      SampleData.add(
          user,
          "proxy_for_user",
          JsonNodeFactory.instance
              .objectNode()
              .put("primary_id", person.primaryId())
              .put("full_name", person.fullName()));
    }
  }
}
