package org.rollcall.user.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.rollcall.aws.ClientLimits;
import org.rollcall.aws.InvocationUsage;
import org.rollcall.aws.ServiceErrors;
import org.rollcall.aws.UsesAwsSdk;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.state.RollcallState;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

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

  /**
   * The maximum number of fields with a condition. That of 100 absent fields has 3,200 of the 4,096
   * bytes that DynamoDB allows. Alma's fields are among them.
   */
  private static final int MAX_CONDITIONS = 100;

  /** Fields with longer names have no condition, in bytes. Alma's names are shorter. */
  private static final int MAX_NAME_LENGTH = 255;

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
   * the state, a changed field or one of the {@link User#readFields} of the first version has been
   * written since the user was read. See D-184.
   *
   * @param before the user as read from this table
   * @return the user as stored after the write
   * @throws UserModifiedException if the item was modified since it was read
   * @throws WriteRefusedException if DynamoDB rejects the item as invalid
   */
  public StoredUser replace(StoredUser before, StoredUser after) throws UserModifiedException {
    StoredUser next = after.withState(after.state().nextVersion());
    Set<String> changed = before.user().differences(after.user());
    ItemUpdate update = stateUpdate(before, next);
    Stream.concat(changed.stream(), before.user().readFields().stream())
        .filter(UserTable::hasCondition)
        .distinct()
        .limit(MAX_CONDITIONS)
        .forEach(field -> require(update, field, before.user().get(field)));
    changed.forEach(field -> update.setOrRemove(field, attribute(after.user().get(field))));
    write(update, next.user().primaryId(), () -> ItemSize.writeUnits(before, next));
    return next;
  }

  /**
   * Whether a write may depend on an attribute. The key is the same for all writes of an item, and
   * has another spelling than in the record. An attribute's name is not empty.
   */
  private static boolean hasCondition(String field) {
    return !field.equals(UserItem.KEY)
        && !field.isEmpty()
        && field.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME_LENGTH;
  }

  private static void require(ItemUpdate update, String field, JsonNode value) {
    // Another program may have written a DynamoDB set, which is read as a list.
    AttributeValues.asSet(value)
        .ifPresentOrElse(
            set -> update.requireOneOf(field, AttributeValues.of(value), set),
            () -> update.requireValue(field, attribute(value)));
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
    write(
        stateUpdate(before, next),
        next.user().primaryId(),
        () -> ItemSize.writeUnits(before, next));
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
      write(update, id, () -> 1);
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

  private static Optional<AttributeValue> attribute(JsonNode value) {
    return value.isMissingNode() ? Optional.empty() : Optional.of(AttributeValues.of(value));
  }

  /**
   * Writes an item.
   *
   * @param units what DynamoDB bills, if it does not report it. It reports nothing about a write
   *     whose condition is not met, which is billed too
   */
  private void write(ItemUpdate update, PrimaryId id, IntSupplier units)
      throws UserModifiedException {
    if (isReadOnly) {
      throw new IllegalStateException("the users table is open for reading only");
    }
    try {
      UpdateItemResponse response =
          client.updateItem(
              request ->
                  update
                      .applyTo(request)
                      .tableName(table)
                      .key(UserItem.key(id))
                      .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
      if (response.consumedCapacity() == null) {
        InvocationUsage.current().addWriteUnits(BigDecimal.valueOf(units.getAsInt()));
      }
    } catch (ConditionalCheckFailedException e) {
      InvocationUsage.current().addWriteUnits(BigDecimal.valueOf(units.getAsInt()));
      throw new UserModifiedException();
    } catch (SdkException e) {
      if (ServiceErrors.code(e).equals(INVALID_WRITE)) {
        throw new WriteRefusedException();
      }
      throw new UserStoreException(e);
    }
  }
}
