package org.rollcall.user;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of Alma's records whose values are fixed, and their default values. Codes in Alma's
 * code tables, such as user groups, are not among them.
 */
final class Vocabulary {

  private static final String ACTIVE = "ACTIVE";
  private static final List<String> STATUS = List.of(ACTIVE, "INACTIVE");

  /** The fields with fixed values, at the top of the record or in the entries of a list. */
  private static final Map<String, List<String>> VALUES =
      Map.of(
          key(User.TOP, "status"),
          STATUS,
          key("user_role", "status"),
          STATUS,
          key("user_identifier", "status"),
          STATUS,
          key("user_block", "block_status"),
          STATUS,
          key(User.TOP, "account_type"),
          List.of("INTERNAL", "EXTERNAL", "INTEXTAUTH"),
          key(User.TOP, "record_type"),
          List.of("PUBLIC", "STAFF", "CONTACT"),
          key(User.TOP, "force_password_change"),
          List.of("TRUE", "FALSE"),
          key("library_notice", "value"),
          List.of("true", "false"));

  /** The values of a field that occurs in several lists. */
  private static final Map<String, List<String>> VALUES_ANYWHERE =
      Map.of("segment_type", List.of("Internal", "External"));

  /** The field that is ACTIVE if it is missing, by the list that contains it. */
  private static final Map<String, String> STATUS_FIELDS =
      Map.of(
          User.TOP,
          "status",
          "user_role",
          "status",
          "user_identifier",
          "status",
          "user_block",
          "block_status");

  private Vocabulary() {}

  private static String key(String parent, String field) {
    return parent + "/" + field;
  }

  /** The usual spelling of a text; empty if it is not one of the field's fixed values. */
  static Optional<String> canonical(String parent, String field, String text) {
    return VALUES
        .getOrDefault(key(parent, field), VALUES_ANYWHERE.getOrDefault(field, List.of()))
        .stream()
        .filter(CleanText.of(text)::equalsIgnoreCase)
        .findFirst();
  }

  /** The name of the status, at the top or in an entry of a list; it is ACTIVE if missing. */
  static Optional<String> statusField(String parent) {
    return Optional.ofNullable(STATUS_FIELDS.get(parent));
  }
}
