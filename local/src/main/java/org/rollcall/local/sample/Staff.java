package org.rollcall.local.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The staff of the library: desk staff, and users with the role User Manager or User Administrator.
 * Two of these can run jobs: their role is active, not expired and valid for the institution. Each
 * of the others misses one of these conditions.
 */
final class Staff {

  /** The number of all members of staff. */
  static final int COUNT = 40;

  private static final int FIRST_PERSON = 3_000;
  private static final LocalDate CONTRACT_END = LocalDate.of(2099, 12, 31);

  private Staff() {}

  static Stream<ObjectNode> all() {
    Stream<ObjectNode> managers =
        Stream.of(
            userManager(),
            userAdministrator(),
            managerOfOneLibrary(),
            managerWhoseRoleExpired(),
            managerOnLeave());
    return Stream.concat(managers, IntStream.range(5, COUNT).mapToObj(Staff::deskStaff));
  }

  private static ObjectNode userManager() {
    return colleague("mlibrarian", "Mira", "Lindqvist", "Head of Access Services")
        .add(
            "user_identifier",
            ListEntries.awsPrincipal("arn:aws:iam::000000000000:user/mlibrarian", Code.INTERNAL))
        .add("user_role", ListEntries.role(Code.USER_MANAGER, Code.INSTITUTION))
        .toJson();
  }

  private static ObjectNode userAdministrator() {
    return colleague("uadmin", "Ulrich", "Adeyemi", "Systems Librarian")
        .add("user_role", ListEntries.role(Code.USER_ADMINISTRATOR, Code.INSTITUTION))
        .toJson();
  }

  private static ObjectNode managerOfOneLibrary() {
    return colleague("Main.Desk", "Padma", "Okonkwo", "Head of the Main Library’s desk")
        .add("user_role", ListEntries.role(Code.USER_MANAGER, Code.MAIN_LIBRARY))
        .toJson();
  }

  private static ObjectNode managerWhoseRoleExpired() {
    LocalDate expiry = LocalDate.of(2024, 6, 30);
    return colleague("former.manager", "Théo", "Vandermeer", "Cataloguer")
        .add("user_role", ListEntries.roleUntil(expiry, Code.USER_MANAGER, Code.INSTITUTION))
        .toJson();
  }

  private static ObjectNode managerOnLeave() {
    return colleague("on.leave", "Signe", "Castellanos", "Access Services Librarian")
        .code("status", Code.INACTIVE)
        .add("user_role", ListEntries.role(Code.USER_MANAGER, Code.INSTITUTION))
        .toJson();
  }

  private static ObjectNode deskStaff(int number) {
    Person person = Person.of(FIRST_PERSON + number);
    Code library = number % 3 == 0 ? Code.LAW_LIBRARY : Code.MAIN_LIBRARY;
    return record(person, "Circulation Desk")
        .add(
            "user_identifier",
            ListEntries.barcode(String.format(Locale.ROOT, "0000%06d", number), Code.INTERNAL))
        .add("user_role", ListEntries.deskRole(library))
        .toJson();
  }

  private static UserRecordBuilder colleague(
      String id, String given, String family, String position) {
    String mailbox = id.toLowerCase(Locale.ROOT);
    return record(new Person(id, given, family, "", mailbox, Community.EN), position);
  }

  private static UserRecordBuilder record(Person person, String position) {
    String address = person.mailbox() + "@example.edu";
    return UserRecordBuilder.of(person)
        .code("record_type", Code.STAFF_RECORD)
        .code("user_group", Code.STAFF)
        .text("job_description", position)
        .date("expiry_date", CONTRACT_END)
        .date("status_date", LocalDate.of(2020, 9, 1))
        .contact("email", ContactEntries.email(address, true, Code.INTERNAL, ContactEntries.WORK))
        .add("user_role", ListEntries.role(Code.PATRON, Code.INSTITUTION));
  }
}
