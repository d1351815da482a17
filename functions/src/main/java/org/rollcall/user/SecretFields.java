package org.rollcall.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.rollcall.json.Json;

/** The fields of a record that are never shown. See D-129. */
public final class SecretFields {

  /** A password. It is never stored by Rollcall. */
  public static final String PASSWORD = "password";

  /** The PIN for self-service machines. It is stored. */
  public static final String PIN = "pin_number";

  /** Stands for a value that is not shown. In a loaded record, it stands for the stored value. */
  public static final String MASK = "••••";

  private SecretFields() {}

  /** A copy of a record to show, in which {@link #MASK} replaces the secrets. */
  public static ObjectNode masked(ObjectNode record) {
    ObjectNode shown = record.objectNode();
    shown.setAll(record);
    for (String field : List.of(PASSWORD, PIN)) {
      if (Json.isFilled(shown.path(field))) {
        shown.put(field, MASK);
      }
    }
    return shown;
  }

  /**
   * A copy of a record to export: without a password, which {@code load} does not store either.
   *
   * @param withPin whether the PIN is in clear, and not {@link #MASK}
   */
  public static ObjectNode exported(ObjectNode record, boolean withPin) {
    ObjectNode exported = (withPin ? record.deepCopy() : masked(record));
    exported.remove(PASSWORD);
    return exported;
  }

  /** Whether a loaded record has {@link #MASK} as its PIN. */
  public static boolean hasMaskedPin(User user) {
    return CleanText.of(user.get(PIN).asText()).equals(MASK);
  }
}
