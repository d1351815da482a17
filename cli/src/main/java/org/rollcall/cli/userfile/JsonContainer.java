package org.rollcall.cli.userfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.rollcall.local.admin.InvalidRecordException;
import org.rollcall.user.AlmaFields;

/** Objects that are not users, but contain them, or are something else. */
final class JsonContainer {

  /** The keys of a user, or of a list of users. */
  static final Set<String> LISTS = Set.of("user", "users");

  private static final int MAX_KEYS = 8;

  private JsonContainer() {}

  /**
   * Checks that an object may be a user's record.
   *
   * @throws InvalidRecordException if it is an error answer of Alma, or has only keys that are no
   *     fields of a user
   */
  static void requireRecord(ObjectNode object) {
    if (object.isEmpty() || AlmaFields.IN_ORDER.stream().anyMatch(object::has)) {
      return;
    }
    JsonNode message = object.findValue("errorMessage");
    if (message != null && object.findValue("errorList") != null) {
      throw new InvalidRecordException(UserFileError.USER_FILE_IS_ERROR, message.asText());
    }
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    int more = keys.size() - MAX_KEYS;
    throw new InvalidRecordException(
        UserFileError.USER_FILE_OTHER_KEYS,
        String.join(", ", keys.subList(0, Math.min(MAX_KEYS, keys.size())))
            + (more > 0 ? " and " + more + " more" : ""));
  }
}
