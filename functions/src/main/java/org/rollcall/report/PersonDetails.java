package org.rollcall.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.User;

/**
 * Name and phone of a person without a letter, if {@code report_shows} of institution.json has
 * them. They are in the files of the report only.
 *
 * @param name empty if it is not shown
 * @param phone empty if it is not shown, or if the record has none
 */
record PersonDetails(String name, String phone) {

  static final PersonDetails NONE = new PersonDetails("", "");

  /** Whether an institution shows one of them. */
  static boolean isShown(List<String> shown) {
    return shown.contains("name") || shown.contains("phone");
  }

  /** The details of a user. */
  static PersonDetails of(User user, List<String> shown) {
    User view = user.normalized();
    return new PersonDetails(
        shown.contains("name") ? view.displayName() : "",
        shown.contains("phone") ? phone(view) : "");
  }

  /** The preferred phone number, or else the first. */
  private static String phone(User user) {
    try {
      List<ObjectNode> phones = user.contacts("phone");
      return phones.stream()
          .filter(phone -> phone.path("preferred").asBoolean())
          .findFirst()
          .or(() -> phones.stream().findFirst())
          .map(phone -> phone.path("phone_number"))
          .map(JsonNode::asText)
          .orElse("");
    } catch (BrokenRecordException e) {
      return "";
    }
  }
}
