package org.rollcall.local.seams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.rollcall.json.Json;
import org.rollcall.local.admin.RecordIntake;
import org.rollcall.user.User;

/**
 * Random users and a set with some of them.
 *
 * @param users all users; the first one is the operator
 * @param members the primary IDs in the set; some belong to no user
 * @param byQuery whether the set is a query for the members' user group
 */
record RandomInstitution(List<User> users, List<String> members, boolean byQuery) {

  static final String OPERATOR = "operator";

  static final String INVALID_DATE = "soon";

  private static final String GROUP = "UG";

  /**
   * Creates random users.
   *
   * @param withInvalidDates whether some users have an invalid expiry date
   */
  static RandomInstitution of(Random random, boolean withInvalidDates) {
    List<User> users = new ArrayList<>();
    List<String> members = new ArrayList<>();
    boolean byQuery = random.nextInt(4) == 0;
    users.add(operator(byQuery || random.nextBoolean()));
    int count = 2 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      String id = "u" + i;
      boolean isMember = random.nextInt(5) > 0;
      if (isMember) {
        members.add(id);
      }
      if (byQuery || random.nextInt(10) > 0) {
        users.add(user(id, isMember, random, withInvalidDates));
      }
    }
    if (members.isEmpty()) {
      members.add("u0");
      users.removeIf(user -> user.primaryId().key().equals("u0"));
      users.add(user("u0", true, random, withInvalidDates));
    }
    return new RandomInstitution(List.copyOf(users), List.copyOf(members), byQuery);
  }

  private static User operator(boolean outside) {
    ObjectNode record = record(OPERATOR, outside ? "OTHER" : GROUP);
    record.put("account_type", "INTERNAL");
    role(record, "21");
    return RecordIntake.take(record);
  }

  private static User user(String id, boolean isMember, Random random, boolean withInvalidDates) {
    ObjectNode record = record(id, isMember ? GROUP : "OTHER");
    switch (random.nextInt(8)) {
      case 0 -> record.put("account_type", "INTERNAL");
      case 1 -> {
        record.put("account_type", "INTERNAL");
        role(record, "50");
      }
      case 2 -> {
        record.put("account_type", "EXTERNAL").put("external_id", "SIS");
        record.remove("contact_info");
      }
      default -> record.put("account_type", "EXTERNAL").put("external_id", "SIS");
    }
    switch (random.nextInt(4)) {
      case 0 -> {}
      case 1 -> record.put("expiry_date", "2020-02-29Z");
      default -> record.put("expiry_date", "2027-0" + (1 + random.nextInt(9)) + "-15Z");
    }
    if (withInvalidDates && random.nextInt(12) == 0) {
      record.put("expiry_date", INVALID_DATE);
    }
    return RecordIntake.take(record);
  }

  private static ObjectNode record(String id, String group) {
    ObjectNode record = Json.MAPPER.createObjectNode();
    record
        .put("primary_id", id)
        .put("first_name", "Zephyrine")
        .put("last_name", "Quatermain")
        .put("status", "ACTIVE")
        .put("user_group", group)
        .put("preferred_language", "en");
    record
        .putObject("contact_info")
        .putArray("email")
        .addObject()
        .put("email_address", addressOf(id))
        .put("preferred", true);
    return record;
  }

  private static void role(ObjectNode record, String type) {
    record
        .putArray("user_role")
        .addObject()
        .put("role_type", type)
        .put("scope", "01RC_INST")
        .put("status", "ACTIVE");
  }

  static String addressOf(String id) {
    return id + "@example.edu";
  }

  static String idOf(String address) {
    return address.substring(0, address.indexOf('@'));
  }

  /** The set in a job's input. */
  ObjectNode set() {
    ObjectNode set = Json.MAPPER.createObjectNode();
    if (byQuery) {
      set.put("query", "user_group.value = '" + GROUP + "'");
    } else {
      members.forEach(set.putArray("members")::add);
    }
    return set;
  }
}
