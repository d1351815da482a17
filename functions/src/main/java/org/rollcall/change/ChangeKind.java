package org.rollcall.change;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.User;

/**
 * A kind of change: one key of the input's {@code changes}.
 *
 * @param key the key in {@code changes}
 * @param location the place in the record that is changed, and that {@code condition} checks
 * @param reader reads the value of the key
 */
public record ChangeKind(String key, JsonPointer location, EditReader reader) {

  /** Reads the edit of a kind of change. */
  @FunctionalInterface
  public interface EditReader {

    /**
     * Reads the edit; adds all errors.
     *
     * @param fields the value of the key
     * @param changes all changes of the job, for rules about two of them
     * @param codes the code tables that codes are checked against
     * @return empty if there was an error
     */
    Optional<UserEdit> read(Fields fields, Fields changes, CodeTables codes);
  }

  /** A kind of change whose key is the name of the changed field. */
  ChangeKind(String key, EditReader reader) {
    this(key, locationOf(key), reader);
  }

  /** The place of a field, or of a list in a field. */
  static JsonPointer locationOf(String... names) {
    return JsonPointer.compile("/" + String.join("/", names));
  }

  /** The value that {@code condition} checks, in the user's normalised view. */
  JsonNode currentValue(User user) {
    return user.normalized().at(location);
  }
}
