package org.rollcall.user.store;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.rollcall.aws.UsesAwsSdk;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.state.StateFormat;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts users to items of the users table and back. */
@UsesAwsSdk
public final class UserItem {

  /** The attribute that is the table's key: the primary ID in lower case. */
  public static final String KEY = "primary_id";

  /** The attribute with Rollcall's own data about the user. */
  public static final String STATE = "rollcall";

  private UserItem() {}

  /** The key of a user's item. */
  public static Map<String, AttributeValue> key(PrimaryId id) {
    return Map.of(KEY, AttributeValue.fromS(id.key()));
  }

  /** The primary ID in an item's key. */
  static PrimaryId idOf(Map<String, AttributeValue> item) {
    return PrimaryId.of(requireNonNull(item.get(KEY), "an item has no key").s());
  }

  public static Map<String, AttributeValue> of(StoredUser user) {
    Map<String, AttributeValue> item = new HashMap<>(AttributeValues.of(user.user().record()));
    item.putAll(key(user.user().primaryId()));
    item.put(STATE, state(user.state()));
    return item;
  }

  static AttributeValue state(RollcallState state) {
    return AttributeValue.fromM(AttributeValues.of(StateFormat.write(state)));
  }

  /** The user of an item. An item that Rollcall has not written has an empty state. */
  public static StoredUser read(Map<String, AttributeValue> item) {
    ObjectNode record = AttributeValues.json(item);
    JsonNode stored = record.remove(STATE);
    PrimaryId id = idOf(item);
    RollcallState state = stored == null ? RollcallState.initial(id) : StateFormat.read(stored, id);
    record.put(KEY, state.primaryId());
    return new StoredUser(new User(record), state);
  }
}
