package org.rollcall.local.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The people who work in the library: desk staff, and the few who may run jobs or look as if they
 * might. Of those with the role of a User Manager or a User Administrator, two hold it as a job
 * demands it (active, unexpired, for the whole institution); with each of the others one thing is
 * amiss.
 */
final class Staff {

  /** How many there are, those with a manager's role among them. */
  static final int COUNT = 40;

  private static final int FIRST_PERSON = 3_000;
  private static final LocalDate CONTRACT_ENDS = LocalDate.of(2099, 12, 31);

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
            Entry.awsPrincipal("arn:aws:iam::000000000000:user/mlibrarian", Code.INTERNAL))
        .add("user_role", Entry.role(Code.USER_MANAGER, Code.INSTITUTION))
        .toJson();
  }

  private static ObjectNode userAdministrator() {
    return colleague("uadmin", "Ulrich", "Adeyemi", "Systems Librarian")
        .add("user_role", Entry.role(Code.USER_ADMINISTRATOR, Code.INSTITUTION))
        .toJson();
  }

  private static ObjectNode managerOfOneLibrary() {
    return colleague("Main.Desk", "Padma", "Okonkwo", "Head of the Main Library’s desk")
        .add("user_role", Entry.role(Code.USER_MANAGER, Code.MAIN_LIBRARY))
        .toJson();
  }

  private static ObjectNode managerWhoseRoleExpired() {
    LocalDate expiry = LocalDate.of(2024, 6, 30);
    return colleague("former.manager", "Théo", "Vandermeer", "Cataloguer")
        .add("user_role", Entry.roleUntil(expiry, Code.USER_MANAGER, Code.INSTITUTION))
        .toJson();
  }

  private static ObjectNode managerOnLeave() {
    return colleague("on.leave", "Signe", "Castellanos", "Access Services Librarian")
        .code("status", Code.INACTIVE)
        .add("user_role", Entry.role(Code.USER_MANAGER, Code.INSTITUTION))
        .toJson();
  }

  private static ObjectNode deskStaff(int number) {
    Person person = Person.of(FIRST_PERSON + number);
    Code library = number % 3 == 0 ? Code.LAW_LIBRARY : Code.MAIN_LIBRARY;
    return record(person, "Circulation Desk")
        .add(
            "user_identifier",
            Entry.barcode(String.format(Locale.ROOT, "0000%06d", number), Code.INTERNAL))
        .add("user_role", Entry.deskRole(library))
        .toJson();
  }

  private static UserRecord colleague(String id, String given, String family, String position) {
    String mailbox = id.toLowerCase(Locale.ROOT);
    return record(new Person(id, given, family, "", mailbox, Community.EN), position);
  }

  private static UserRecord record(Person person, String position) {
    String address = person.mailbox() + "@example.edu";
    return UserRecord.of(person)
        .code("record_type", Code.STAFF_RECORD)
        .code("user_group", Code.STAFF)
        .text("job_description", position)
        .date("expiry_date", CONTRACT_ENDS)
        .date("status_date", LocalDate.of(2020, 9, 1))
        .contact("email", Contact.email(address, true, Code.INTERNAL, Contact.WORK))
        .add("user_role", Entry.role(Code.PATRON, Code.INSTITUTION));
  }
}
