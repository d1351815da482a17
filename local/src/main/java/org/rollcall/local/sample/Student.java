package org.rollcall.local.sample;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
  private static final int GRADUATING = 250;

  private static final LocalDate GRADUATION = LocalDate.of(2026, 12, 31);
  private static final List<LocalDate> PAST_EXPIRY_DATES =
      List.of(
          LocalDate.of(2024, 9, 30),
          LocalDate.of(2025, 3, 31),
          LocalDate.of(2025, 9, 30),
          LocalDate.of(2026, 3, 31));

  Person person() {
    return Person.of(number);
  }

  boolean graduating() {
    return number < GRADUATING;
  }

  /** Whether the student has email addresses, but no preferred one. */
  private boolean withoutPreferredEmail() {
    return number % 80 == 29;
  }

  /** A code of the table {@code UserGroups}. */
  String userGroup() {
    if (number % 10 < 7) {
      return "UG";
    }
    return graduating() || number % 10 < 9 ? "PG" : "PHD";
  }

  String barcode() {
    return String.format(Locale.ROOT, "00%08d", 21_000_000 + number);
  }

  ObjectNode toJson(DateShift dates) {
    SeededRandom random = SeededRandom.ofRecord(number);
    ObjectNode user = SampleData.user(person()).put("external_id", "SIS");
    user.set("user_group", SampleData.code("UserGroups", userGroup()));
    user.set("campus_code", oneOf("Campuses", random));
    user.putObject("account_type").put("value", "EXTERNAL").put("desc", "External");
    boolean isInactive = !graduating() && number % 40 == 3;
    user.set(
        "status", SampleData.code("ContentStructureStatus", isInactive ? "INACTIVE" : "ACTIVE"));
    addDates(user, random, dates);
    addContact(user, random);
    SampleData.add(
        user, "user_identifier", external(SampleData.copy("identifier")).put("value", barcode()));
    SampleData.add(
        user,
        "user_identifier",
        external(SampleData.copy("identifier"))
            .put("value", String.format(Locale.ROOT, "I%06d", number))
            .set("id_type", SampleData.code("UserIdentifierTypes", "INST_ID")));
    SampleData.add(user, "user_role", SampleData.copy("role"));
    SampleData.add(
        user,
        "user_statistic",
        SampleData.copy("statistic")
            .set("statistic_category", oneOf("UserStatCategories", random)));
    addLibraryEntries(user, random);
    return SampleData.withoutEmptyFields(user);
  }

  /** Marks an entry as one of the student system. */
  private static ObjectNode external(ObjectNode entry) {
    return entry.put("segment_type", "External");
  }

  private static ObjectNode oneOf(String table, SeededRandom random) {
    return SampleData.code(table, random.oneOf(List.copyOf(SampleData.codes(table).keySet())));
  }

  private void addDates(ObjectNode user, SeededRandom random, DateShift dates) {
    user.put("birth_date", SampleData.date(day(random, 1975, 2007)));
    LocalDate expiry = graduating() ? GRADUATION : LocalDate.of(2028 + random.below(4), 9, 30);
    boolean isExpired = !graduating() && number % 12 == 5;
    if (isExpired) {
      expiry = random.oneOf(PAST_EXPIRY_DATES);
    }
    user.put("expiry_date", SampleData.date(dates.apply(expiry)));
    user.put("status_date", SampleData.date(day(random, 2022, 2025)));
    if (graduating() || random.trueInPercent(75)) {
      user.put("purge_date", SampleData.date(dates.apply(expiry.plusYears(1))));
    }
  }

  private void addContact(ObjectNode user, SeededRandom random) {
    SampleData.add(user, "address", external(ContactEntries.home(random)));
    if (random.trueInPercent(60)) {
      SampleData.add(
          user, "phone", external(ContactEntries.mobile(random, random.trueInPercent(30))));
    }
    boolean hasNoEmail = number % 60 == 11;
    if (hasNoEmail) {
      return;
    }
    String school = person().mailbox() + "@example.edu";
    boolean prefersPersonal = random.trueInPercent(20);
    boolean prefersSchool = !prefersPersonal && !withoutPreferredEmail();
    SampleData.add(user, "email", external(ContactEntries.email(school, prefersSchool, "school")));
    if (prefersPersonal || withoutPreferredEmail() || random.trueInPercent(30)) {
      String personal = ContactEntries.personalAddress(person(), random);
      boolean preferred = prefersPersonal && !withoutPreferredEmail();
      SampleData.add(user, "email", ContactEntries.email(personal, preferred, "personal"));
    }
  }

  private static void addLibraryEntries(ObjectNode user, SeededRandom random) {
    if (random.trueInPercent(6)) {
      SampleData.add(
          user,
          "user_block",
          SampleData.copy("overdue_block").put("created_date", time(day(random, 2025, 2026))));
    }
    if (random.trueInPercent(12)) {
      SampleData.add(
          user,
          "user_note",
          SampleData.copy("locker_note")
              .put("note_text", "Has the key to locker " + (1 + random.below(300)) + ".")
              .put("popup_note", random.trueInPercent(30))
              .put("created_date", time(day(random, 2024, 2026))));
    }
    if (random.trueInPercent(15)) {
      ObjectNode library = SampleData.copy(random.oneOf(List.of("main_library", "law_library")));
      SampleData.add(
          user, "rs_library", JsonNodeFactory.instance.objectNode().set("code", library));
    }
    if (random.trueInPercent(10)) {
      SampleData.add(user, "library_notice", SampleData.copy("opt_out"));
    }
  }

  private static String time(LocalDate day) {
    return day + "T09:30:00Z";
  }

  /** A random day from January of the first year to June of the last year. */
  private static LocalDate day(SeededRandom random, int firstYear, int lastYear) {
    return random.dayBetween(LocalDate.of(firstYear, 1, 1), LocalDate.of(lastYear, 6, 30));
  }
}
