package org.rollcall.local.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * A student: an external user, whom the university's student system keeps up to date. What the
 * library itself added to the account is marked internal.
 *
 * @param number 0 to {@link #COUNT} - 1; which students are special follows from it
 */
record Student(int number) {

  static final int COUNT = 1_150;

  /** The first students are those who graduate. */
  static final int GRADUATING = 250;

  private static final LocalDate GRADUATION = LocalDate.of(2026, 12, 31);
  private static final List<LocalDate> PAST_ENDS =
      List.of(
          LocalDate.of(2024, 9, 30),
          LocalDate.of(2025, 3, 31),
          LocalDate.of(2025, 9, 30),
          LocalDate.of(2026, 3, 31));
  static final List<Code> FACULTIES =
      List.of(
          new Code("AL", "Arts and Letters"),
          new Code("EN", "Engineering"),
          new Code("LW", "Law"),
          new Code("MD", "Medicine"),
          new Code("SC", "Sciences"));
  static final List<Code> CAMPUSES =
      List.of(new Code("HILL", "Hill Campus"), new Code("QUAY", "Quay Campus"));

  Student {
    if (number < 0 || number >= COUNT) {
      throw new IllegalArgumentException("no such student: " + number);
    }
  }

  Person person() {
    return Person.of(number);
  }

  boolean graduating() {
    return number < GRADUATING;
  }

  /** Whether the account has ended already. */
  boolean expired() {
    return !graduating() && number % 12 == 5;
  }

  boolean inactive() {
    return !graduating() && number % 40 == 3;
  }

  boolean withoutEmail() {
    return number % 60 == 11;
  }

  /** Whether the student has emails, but prefers none of them. */
  boolean withoutPreferredEmail() {
    return number % 80 == 29;
  }

  Code userGroup() {
    if (number % 10 < 7) {
      return Code.UNDERGRADUATE;
    }
    return graduating() || number % 10 < 9 ? Code.POSTGRADUATE : Code.DOCTORAL;
  }

  ObjectNode toJson() {
    Draw draw = Draw.ofRecord(number);
    UserRecord user = UserRecord.of(person());
    user.code("user_group", userGroup()).code("campus_code", draw.oneOf(CAMPUSES));
    user.code("account_type", Code.EXTERNAL).text("external_id", "SIS");
    user.code("status", inactive() ? Code.INACTIVE : Code.ACTIVE);
    addDates(user, draw);
    addContact(user, draw);
    user.add("user_identifier", Entry.barcode(barcode(), Code.EXTERNAL));
    user.add(
        "user_identifier",
        Entry.institutionId(String.format(Locale.ROOT, "I%06d", number), Code.EXTERNAL));
    user.add("user_role", Entry.role(Code.PATRON, Code.INSTITUTION));
    user.add("user_statistic", Entry.statistic(draw.oneOf(FACULTIES), Code.EXTERNAL));
    addWhatTheLibraryAdded(user, draw);
    return user.toJson();
  }

  String barcode() {
    return String.format(Locale.ROOT, "00%08d", 21_000_000 + number);
  }

  private void addDates(UserRecord user, Draw draw) {
    user.date("birth_date", day(draw, 1975, 2007));
    LocalDate expiry = graduating() ? GRADUATION : LocalDate.of(2028 + draw.below(4), 9, 30);
    if (expired()) {
      expiry = draw.oneOf(PAST_ENDS);
    }
    user.date("expiry_date", expiry).date("status_date", day(draw, 2022, 2025));
    if (graduating() || draw.happens(75)) {
      user.date("purge_date", expiry.plusYears(1));
    }
  }

  private void addContact(UserRecord user, Draw draw) {
    user.contact("address", Contact.home(draw, true, Code.EXTERNAL));
    if (draw.happens(60)) {
      user.contact("phone", Contact.mobile(draw, draw.happens(30), Code.EXTERNAL));
    }
    if (withoutEmail()) {
      return;
    }
    String school = person().mailbox() + "@example.edu";
    boolean prefersPersonal = draw.happens(20);
    boolean prefersSchool = !prefersPersonal && !withoutPreferredEmail();
    user.contact("email", Contact.email(school, prefersSchool, Code.EXTERNAL, Contact.SCHOOL));
    if (prefersPersonal || withoutPreferredEmail() || draw.happens(30)) {
      String personal = Contact.personalAddress(person(), draw);
      boolean preferred = prefersPersonal && !withoutPreferredEmail();
      user.contact("email", Contact.email(personal, preferred, Code.INTERNAL, Contact.PERSONAL));
    }
  }

  private void addWhatTheLibraryAdded(UserRecord user, Draw draw) {
    if (draw.happens(6)) {
      user.add(
          "user_block",
          Entry.block(
              Code.LOAN_BLOCK,
              Code.OVERDUE,
              "Two books from the Law Library are overdue.",
              day(draw, 2025, 2026)));
    }
    if (draw.happens(12)) {
      user.add(
          "user_note",
          Entry.note(
              Code.GENERAL_NOTE,
              "Has the key to locker " + (1 + draw.below(300)) + ".",
              draw.happens(30),
              day(draw, 2024, 2026),
              Code.INTERNAL));
    }
    if (draw.happens(15)) {
      user.add(
          "rs_library",
          Entry.resourceSharing(draw.oneOf(List.of(Code.MAIN_LIBRARY, Code.LAW_LIBRARY))));
    }
    if (draw.happens(10)) {
      user.add("library_notice", Entry.optedOutOf(Code.BORROWING_ACTIVITY));
    }
  }

  /** A day of the years given, but none later than June of the last. */
  private static LocalDate day(Draw draw, int firstYear, int lastYear) {
    return draw.dayBetween(LocalDate.of(firstYear, 1, 1), LocalDate.of(lastYear, 6, 30));
  }
}
