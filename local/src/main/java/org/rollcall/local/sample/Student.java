package org.rollcall.local.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * A student: an external user from the student system of the university. Entries that the library
 * has added are marked as internal.
 *
 * @param number 0 to {@link #COUNT} - 1, which also determines the properties of the student
 */
record Student(int number) {

  static final int COUNT = 1_150;

  /** The number of graduating students. They have the lowest numbers. */
  static final int GRADUATING = 250;

  private static final LocalDate GRADUATION = LocalDate.of(2026, 12, 31);
  private static final List<LocalDate> PAST_EXPIRY_DATES =
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

  /** Whether the account has expired. */
  boolean expired() {
    return !graduating() && number % 12 == 5;
  }

  boolean inactive() {
    return !graduating() && number % 40 == 3;
  }

  boolean withoutEmail() {
    return number % 60 == 11;
  }

  /** Whether the student has email addresses, but no preferred one. */
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
    SeededRandom random = SeededRandom.ofRecord(number);
    UserRecordBuilder user = UserRecordBuilder.of(person());
    user.code("user_group", userGroup()).code("campus_code", random.oneOf(CAMPUSES));
    user.code("account_type", Code.EXTERNAL).text("external_id", "SIS");
    user.code("status", inactive() ? Code.INACTIVE : Code.ACTIVE);
    addDates(user, random);
    addContact(user, random);
    user.add("user_identifier", ListEntries.barcode(barcode(), Code.EXTERNAL));
    user.add(
        "user_identifier",
        ListEntries.institutionId(String.format(Locale.ROOT, "I%06d", number), Code.EXTERNAL));
    user.add("user_role", ListEntries.role(Code.PATRON, Code.INSTITUTION));
    user.add("user_statistic", ListEntries.statistic(random.oneOf(FACULTIES), Code.EXTERNAL));
    addLibraryEntries(user, random);
    return user.toJson();
  }

  String barcode() {
    return String.format(Locale.ROOT, "00%08d", 21_000_000 + number);
  }

  private void addDates(UserRecordBuilder user, SeededRandom random) {
    user.date("birth_date", day(random, 1975, 2007));
    LocalDate expiry = graduating() ? GRADUATION : LocalDate.of(2028 + random.below(4), 9, 30);
    if (expired()) {
      expiry = random.oneOf(PAST_EXPIRY_DATES);
    }
    user.date("expiry_date", expiry).date("status_date", day(random, 2022, 2025));
    if (graduating() || random.trueInPercent(75)) {
      user.date("purge_date", expiry.plusYears(1));
    }
  }

  private void addContact(UserRecordBuilder user, SeededRandom random) {
    user.contact("address", ContactEntries.home(random, true, Code.EXTERNAL));
    if (random.trueInPercent(60)) {
      user.contact("phone", ContactEntries.mobile(random, random.trueInPercent(30), Code.EXTERNAL));
    }
    if (withoutEmail()) {
      return;
    }
    String school = person().mailbox() + "@example.edu";
    boolean prefersPersonal = random.trueInPercent(20);
    boolean prefersSchool = !prefersPersonal && !withoutPreferredEmail();
    user.contact(
        "email", ContactEntries.email(school, prefersSchool, Code.EXTERNAL, ContactEntries.SCHOOL));
    if (prefersPersonal || withoutPreferredEmail() || random.trueInPercent(30)) {
      String personal = ContactEntries.personalAddress(person(), random);
      boolean preferred = prefersPersonal && !withoutPreferredEmail();
      user.contact(
          "email",
          ContactEntries.email(personal, preferred, Code.INTERNAL, ContactEntries.PERSONAL));
    }
  }

  private void addLibraryEntries(UserRecordBuilder user, SeededRandom random) {
    if (random.trueInPercent(6)) {
      user.add(
          "user_block",
          ListEntries.block(
              Code.LOAN_BLOCK,
              Code.OVERDUE,
              "Two books from the Law Library are overdue.",
              day(random, 2025, 2026)));
    }
    if (random.trueInPercent(12)) {
      user.add(
          "user_note",
          ListEntries.note(
              Code.GENERAL_NOTE,
              "Has the key to locker " + (1 + random.below(300)) + ".",
              random.trueInPercent(30),
              day(random, 2024, 2026),
              Code.INTERNAL));
    }
    if (random.trueInPercent(15)) {
      user.add(
          "rs_library",
          ListEntries.resourceSharing(random.oneOf(List.of(Code.MAIN_LIBRARY, Code.LAW_LIBRARY))));
    }
    if (random.trueInPercent(10)) {
      user.add("library_notice", ListEntries.optedOutOf(Code.BORROWING_ACTIVITY));
    }
  }

  /** A random day from January of the first year to June of the last year. */
  private static LocalDate day(SeededRandom random, int firstYear, int lastYear) {
    return random.dayBetween(LocalDate.of(firstYear, 1, 1), LocalDate.of(lastYear, 6, 30));
  }
}
