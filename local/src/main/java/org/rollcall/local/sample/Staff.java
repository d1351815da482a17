package org.rollcall.local.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
  private static final int COUNT = 40;

  private static final int FIRST_PERSON = 3_000;
  private static final String USER_MANAGER = "21";
  private static final String USER_ADMINISTRATOR = "50";

  private Staff() {}

  static Stream<ObjectNode> all() {
    Stream<ObjectNode> managers =
        Stream.of(
            userManager(),
            colleague("uadmin", "Ulrich", "Adeyemi", "Systems Librarian", role(USER_ADMINISTRATOR)),
            colleague(
                "Main.Desk",
                "Padma",
                "Okonkwo",
                "Head of the Main Library’s desk",
                role(USER_MANAGER).set("scope", SampleData.copy("main_library"))),
            colleague(
                "former.manager",
                "Théo",
                "Vandermeer",
                "Cataloguer",
                role(USER_MANAGER).put("expiry_date", "2024-06-30Z")),
            colleague(
                    "on.leave",
                    "Signe",
                    "Castellanos",
                    "Access Services Librarian",
                    role(USER_MANAGER))
                .set("status", SampleData.code("ContentStructureStatus", "INACTIVE")));
    return Stream.concat(managers, IntStream.range(5, COUNT).mapToObj(Staff::deskStaff))
        .map(SampleData::withoutEmptyFields);
  }

  private static ObjectNode userManager() {
    ObjectNode user =
        colleague("mlibrarian", "Mira", "Lindqvist", "Head of Access Services", role(USER_MANAGER));
    SampleData.add(
        user,
        "user_identifier",
        SampleData.copy("identifier")
            .put("value", "arn:aws:iam::000000000000:user/mlibrarian")
            .set("id_type", SampleData.code("UserIdentifierTypes", "AWS_PRINCIPAL")));
    return user;
  }

  private static ObjectNode deskStaff(int number) {
    ObjectNode role = role("32");
    role.set("scope", SampleData.copy(number % 3 == 0 ? "law_library" : "main_library"));
    SampleData.add(role, "parameter", SampleData.copy("desk"));
    ObjectNode user = user(Person.of(FIRST_PERSON + number), "Circulation Desk", role);
    String barcode = String.format(Locale.ROOT, "0000%06d", number);
    SampleData.add(user, "user_identifier", SampleData.copy("identifier").put("value", barcode));
    return user;
  }

  private static ObjectNode role(String type) {
    return SampleData.copy("role").set("role_type", SampleData.code("HFrUserRoles.roleType", type));
  }

  private static ObjectNode colleague(
      String id, String given, String family, String position, ObjectNode role) {
    String mailbox = id.toLowerCase(Locale.ROOT);
    return user(new Person(id, given, family, "", mailbox, "en"), position, role);
  }

  private static ObjectNode user(Person person, String position, ObjectNode role) {
    ObjectNode user =
        SampleData.user(person)
            .put("job_description", position)
            .put("expiry_date", "2099-12-31Z")
            .put("status_date", "2020-09-01Z");
    user.set("record_type", SampleData.code("AddNewUserOptions", "STAFF"));
    user.set("user_group", SampleData.code("UserGroups", "STAFF"));
    SampleData.add(
        user, "email", ContactEntries.email(person.mailbox() + "@example.edu", true, "work"));
    SampleData.add(user, "user_role", SampleData.copy("role"));
    SampleData.add(user, "user_role", role);
    return user;
  }
}
