package org.rollcall.local.sample;

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

  PublicUser {
    if (number < 0 || number >= COUNT) {
      throw new IllegalArgumentException("no such user: " + number);
    }
  }

  Person person() {
    return Person.of(FIRST_PERSON + number);
  }

  Code userGroup() {
    return switch (number % 7) {
      case 0, 1 -> Code.ALUMNI;
      case 2 -> Code.VISITOR;
      default -> Code.RESIDENT;
    };
  }

  boolean inactive() {
    return number % 30 == 9;
  }

  boolean expired() {
    return number % 15 == 4;
  }

  boolean withoutEmail() {
    return number % 20 == 6;
  }

  ObjectNode toJson() {
    SeededRandom random = SeededRandom.ofRecord(FIRST_PERSON + number);
    UserRecordBuilder user = UserRecordBuilder.of(person());
    user.code("user_group", userGroup());
    user.code("status", inactive() ? Code.INACTIVE : Code.ACTIVE);
    user.date("status_date", LocalDate.of(2021 + random.below(5), 3, 1));
    if (expired()) {
      user.date("expiry_date", LocalDate.of(2023 + random.below(3), 6, 30));
    } else if (random.trueInPercent(70)) {
      user.date("expiry_date", LocalDate.of(2028 + random.below(5), 6, 30));
    }
    user.contact("address", ContactEntries.home(random, true, Code.INTERNAL));
    if (random.trueInPercent(80)) {
      user.contact("phone", ContactEntries.mobile(random, random.trueInPercent(40), Code.INTERNAL));
    }
    if (!withoutEmail()) {
      String address = ContactEntries.personalAddress(person(), random);
      user.contact(
          "email", ContactEntries.email(address, true, Code.INTERNAL, ContactEntries.PERSONAL));
    }
    user.add("user_identifier", ListEntries.barcode(barcode(), Code.INTERNAL));
    user.add("user_role", ListEntries.role(Code.PATRON, Code.INSTITUTION));
    addOptionalEntries(user, random);
    return user.toJson();
  }

  private String barcode() {
    return String.format(Locale.ROOT, "000%07d", 3_000_000 + number);
  }

  private void addOptionalEntries(UserRecordBuilder user, SeededRandom random) {
    LocalDate created = LocalDate.of(2025, 1 + random.below(12), 15);
    if (random.trueInPercent(8)) {
      user.add(
          "user_block",
          ListEntries.block(
              Code.GENERAL_BLOCK,
              Code.ADDRESS_UNCONFIRMED,
              "A letter was returned to us.",
              created));
    }
    if (random.trueInPercent(15)) {
      user.add(
          "user_note",
          ListEntries.note(
              Code.ADDRESS_NOTE,
              "Moves in the summer; ask for the new address.",
              true,
              created,
              Code.INTERNAL));
    }
    if (number % 35 == 0) {
      user.add("proxy_for_user", ListEntries.proxyFor(new PublicUser(number + 1).person()));
    }
  }
}
