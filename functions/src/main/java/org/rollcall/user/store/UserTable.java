package org.rollcall.user.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rollcall.aws.ClientLimits;
import org.rollcall.aws.ServiceErrors;
import org.rollcall.aws.UsesAwsSdk;
import org.rollcall.user.AlmaFields;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.state.LastChange;
import org.rollcall.user.state.LastChange.FieldChange;
import org.rollcall.user.state.RollcallState;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * The users table in DynamoDB, with one item for each user. All writes are conditional. No write
 * overwrites a change that Rollcall or another program has made since the user was read. See D-022.
 * Every method throws {@link UserStoreException} if DynamoDB fails.
 */
@UsesAwsSdk
public final class UserTable {

  /** The timeout of a DynamoDB call, including retries. */
  public static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

  /** The timeout of one attempt of a call; a second attempt fits into {@link #CALL_TIMEOUT}. */
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(4);

  /** The maximum sum of delays while the table is throttled. */
  private static final Duration MAX_THROTTLING = Duration.ofSeconds(3);

  /** DynamoDB's error code for an invalid write, which fails again if it is retried. */
  private static final String INVALID_WRITE = "ValidationException";

  private final DynamoDbClient client;
  private final String table;
  private final UserReader reader;
  private final Consumer<Duration> sleeper;
  private final boolean isReadOnly;

  public UserTable(DynamoDbClient client, String table) {
    this(client, table, delay -> LockSupport.parkNanos(delay.toNanos()));
  }

  /**
   * Creates a table for tests.
   *
   * @param sleeper waits for a duration
   */
  UserTable(DynamoDbClient client, String table, Consumer<Duration> sleeper) {
    this(client, table, sleeper, false);
  }

  private UserTable(
      DynamoDbClient client, String table, Consumer<Duration> sleeper, boolean isReadOnly) {
    this.client = client;
    this.table = table;
    this.reader = new UserReader(client, table);
    this.sleeper = sleeper;
    this.isReadOnly = isReadOnly;
  }

  /** This table for code that must not write. Every write throws {@link IllegalStateException}. */
  public UserTable readOnly() {
    return new UserTable(client, table, sleeper, true);
  }

  /** The timeouts that the DynamoDB client must have. */
  public static ClientOverrideConfiguration clientConfiguration() {
    return ClientLimits.of(CALL_TIMEOUT, ATTEMPT_TIMEOUT);
  }

  /** Finds a user with a consistent read. */
  public Optional<StoredUser> find(PrimaryId id) {
    return Optional.ofNullable(find(List.of(id)).get(id));
  }

  /** Finds users with consistent reads. The result has no entry for an ID without a user. */
  public Map<PrimaryId, StoredUser> find(Collection<PrimaryId> ids) {
    return call(() -> reader.find(ids, new ThrottlingBackoff(MAX_THROTTLING, sleeper)));
  }

  /** Passes all users to a consumer, in no particular order. */
  public void forEach(Consumer<StoredUser> consumer) {
    call(
        () -> {
          reader.forEach(consumer);
          return consumer;
        });
  }

  private static <T> T call(Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw new UserStoreException(e);
    }
  }

  /**
   * Writes the fields that differ between two versions of a user, and the state. The write fails if
   * the state or any of Alma's fields has been written since the user was read.
   *
   * @param before the user as read from this table
   * @return the user as stored after the write
   * @throws UserModifiedException if the item was modified since it was read
   * @throws WriteRefusedException if DynamoDB rejects the item as invalid
   */
  public StoredUser replace(StoredUser before, StoredUser after) throws UserModifiedException {
    StoredUser next = after.withState(after.state().nextVersion());
    Map<String, FieldChange> changes = LastChange.between(before.user(), after.user());
    ItemUpdate update = stateUpdate(before, next);
    Set<String> unmodified = new LinkedHashSet<>(AlmaFields.IN_ORDER);
    unmodified.addAll(changes.keySet());
    unmodified.remove(UserItem.KEY);
    unmodified.removeIf(
        field -> !changes.containsKey(field) && mayBeDynamoDbSet(before.user(), field));
    unmodified.forEach(field -> update.requireValue(field, attribute(before.user(), field)));
    changes.keySet().forEach(field -> update.setOrRemove(field, attribute(after.user(), field)));
    write(update, next.user().primaryId());
    return next;
  }

  /**
   * Writes a user's state, even if the record has been modified since it was read.
   *
   * @param before the user as read from this table
   * @return the given user with the new state
   * @throws UserModifiedException if Rollcall has written the item since it was read, or the item
   *     was deleted or loaded again
   * @throws WriteRefusedException if DynamoDB rejects the item as invalid
   */
  public StoredUser saveState(StoredUser before, RollcallState state) throws UserModifiedException {
    StoredUser next = before.withState(state.nextVersion());
    write(stateUpdate(before, next), next.user().primaryId());
    return next;
  }

  /**
   * Makes the call of {@link #saveState} with a condition that no item meets, so that a caller
   * cannot tell from the calls whether there was something to write.
   */
  public void writeNothing(PrimaryId id) {
    ItemUpdate update = new ItemUpdate(true);
    update.requireValue(UserItem.KEY, Optional.empty());
    RollcallState state = RollcallState.initial(id);
    update.set(UserItem.STATE, UserItem.state(state));
    try {
      write(update, id);
    } catch (UserModifiedException e) {
      // This is the only possible answer.
    }
  }

  private static ItemUpdate stateUpdate(StoredUser before, StoredUser next) {
    ItemUpdate update = new ItemUpdate(true);
    update.requireVersion(before.state().version());
    update.set(UserItem.STATE, UserItem.state(next.state()));
    return update;
  }

  /**
   * Whether a field may be a DynamoDB set that another program has written. It is read as a list of
   * texts or numbers, which Alma's fields never are. The list does not equal the set in a
   * condition.
   */
  private static boolean mayBeDynamoDbSet(User user, String field) {
    JsonNode value = user.get(field);
    return value.isArray() && !value.isEmpty() && value.get(0).isValueNode();
  }

  private static Optional<AttributeValue> attribute(User user, String field) {
    return Optional.ofNullable(user.record().get(field)).map(AttributeValues::of);
  }

  private void write(ItemUpdate update, PrimaryId id) throws UserModifiedException {
    if (isReadOnly) {
      throw new IllegalStateException("the users table is open for reading only");
    }
    try {
      client.updateItem(
          request ->
              update
                  .applyTo(request)
                  .tableName(table)
                  .key(UserItem.key(id))
                  .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
    } catch (ConditionalCheckFailedException e) {
      throw new UserModifiedException();
    } catch (SdkException e) {
      if (ServiceErrors.code(e).equals(INVALID_WRITE)) {
        throw new WriteRefusedException();
      }
      throw new UserStoreException(e);
    }
  }
}
