package org.rollcall.local.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Locale;

/**
 * A member of the public whom the library itself registered, and who is therefore an internal user:
 * alumni, residents and visiting readers.
 *
 * @param number 0 to {@link #COUNT} - 1
 */
record Member(int number) {

  static final int COUNT = 210;

  private static final int FIRST_PERSON = 2_000;

  Member {
    if (number < 0 || number >= COUNT) {
      throw new IllegalArgumentException("no such member: " + number);
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
    Draw draw = Draw.ofRecord(FIRST_PERSON + number);
    UserRecord user = UserRecord.of(person());
    user.code("user_group", userGroup());
    user.code("status", inactive() ? Code.INACTIVE : Code.ACTIVE);
    user.date("status_date", LocalDate.of(2021 + draw.below(5), 3, 1));
    if (expired()) {
      user.date("expiry_date", LocalDate.of(2023 + draw.below(3), 6, 30));
    } else if (draw.happens(70)) {
      user.date("expiry_date", LocalDate.of(2028 + draw.below(5), 6, 30));
    }
    user.contact("address", Contact.home(draw, true, Code.INTERNAL));
    if (draw.happens(80)) {
      user.contact("phone", Contact.mobile(draw, draw.happens(40), Code.INTERNAL));
    }
    if (!withoutEmail()) {
      String address = Contact.personalAddress(person(), draw);
      user.contact("email", Contact.email(address, true, Code.INTERNAL, Contact.PERSONAL));
    }
    user.add("user_identifier", Entry.barcode(barcode(), Code.INTERNAL));
    user.add("user_role", Entry.role(Code.PATRON, Code.INSTITUTION));
    addRarities(user, draw);
    return user.toJson();
  }

  private String barcode() {
    return String.format(Locale.ROOT, "000%07d", 3_000_000 + number);
  }

  private void addRarities(UserRecord user, Draw draw) {
    LocalDate created = LocalDate.of(2025, 1 + draw.below(12), 15);
    if (draw.happens(8)) {
      user.add(
          "user_block",
          Entry.block(
              Code.GENERAL_BLOCK,
              Code.ADDRESS_UNCONFIRMED,
              "A letter was returned to us.",
              created));
    }
    if (draw.happens(15)) {
      user.add(
          "user_note",
          Entry.note(
              Code.ADDRESS_NOTE,
              "Moves in the summer; ask for the new address.",
              true,
              created,
              Code.INTERNAL));
    }
    if (number % 35 == 0) {
      user.add("proxy_for_user", Entry.proxyFor(new Member(number + 1).person()));
    }
  }
}
