package org.rollcall.local.admin;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollcall.aws.ServiceErrors;
import org.rollcall.local.load.LoadDecision;
import org.rollcall.local.load.LoadRule;
import org.rollcall.local.load.LoadedRecord;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.ItemUpdate;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.ThrottlingBackoff;
import org.rollcall.user.store.UserItem;
import org.rollcall.user.store.UserReader;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Writes to the users table that only administrators make: loading and deleting users. */
public final class UserAdministration {

  /** The maximum number of users in one call of {@link #load} (DynamoDB's transaction quota). */
  public static final int MAX_BATCH_USERS = 100;

  /**
   * The maximum sum of delays while the table is throttled. A table with on-demand capacity needs
   * this long to scale up for a large load.
   */
  private static final Duration MAX_THROTTLING = Duration.ofMinutes(2);

  /** Error codes of a throttled table, and cancellation reasons of a throttled transaction. */
  private static final Set<String> THROTTLING =
      Set.of(
          "ThrottlingException",
          "ProvisionedThroughputExceededException",
          "RequestLimitExceeded",
          "ThrottlingError",
          "ProvisionedThroughputExceeded");

  /** Cancellation reasons of a transaction that conflicts with another write. */
  private static final Set<String> CONFLICT =
      Set.of("ConditionalCheckFailed", "TransactionConflict");

  private final DynamoDbClient client;
  private final String table;
  private final UserReader reader;
  private final Consumer<Duration> sleeper;

  public UserAdministration(DynamoDbClient client, String table) {
    this(client, table, delay -> LockSupport.parkNanos(delay.toNanos()));
  }

  /**
   * For tests.
   *
   * @param sleeper waits for a duration
   */
  UserAdministration(DynamoDbClient client, String table, Consumer<Duration> sleeper) {
    this.client = client;
    this.table = table;
    this.reader = new UserReader(client, table);
    this.sleeper = sleeper;
  }

  /**
   * Writes users' records. Existing users get the new record and keep their state.
   *
   * @see #load(List, LoadRule, Consumer)
   */
  public void load(List<User> users) {
    load(
        users.stream().map(user -> new LoadedRecord("", user)).toList(),
        LoadRule.REPLACE,
        replaced -> {});
  }

  /**
   * Loads users by a rule. Each decision is about the record that the write replaces: if another
   * write comes between, the decision is made again. Waits up to two minutes in total while the
   * table is throttled.
   *
   * @param records at most {@link #MAX_BATCH_USERS}; the last of several with the same ID is used
   * @param keeper receives the records that are about to be replaced by others; more than once if
   *     the write is repeated
   * @return the decisions by primary ID
   * @throws DynamoDbException if DynamoDB rejects one of the users; none is written then
   * @throws SdkClientException if the table is throttled for longer than that
   */
  public Map<PrimaryId, LoadDecision> load(
      List<LoadedRecord> records, LoadRule rule, Consumer<List<User>> keeper) {
    Map<PrimaryId, LoadedRecord> batch = new LinkedHashMap<>();
    records.forEach(record -> batch.put(record.user().primaryId(), record));
    if (batch.isEmpty()) {
      return Map.of();
    }
    ThrottlingBackoff backoff = new ThrottlingBackoff(MAX_THROTTLING, sleeper);
    Optional<Map<PrimaryId, LoadDecision>> decisions = Optional.empty();
    while (decisions.isEmpty()) {
      // After an attempt, the backoff has waited, or another write of these users has just ended.
      decisions = tryLoad(batch, rule, keeper, backoff);
    }
    return decisions.get();
  }

  /** Returns nothing if the users were not written, but a retry may succeed. */
  private Optional<Map<PrimaryId, LoadDecision>> tryLoad(
      Map<PrimaryId, LoadedRecord> batch,
      LoadRule rule,
      Consumer<List<User>> keeper,
      ThrottlingBackoff backoff) {
    try {
      Map<PrimaryId, StoredUser> stored = reader.find(batch.keySet(), backoff);
      Map<PrimaryId, LoadDecision> decisions = new LinkedHashMap<>();
      batch.forEach(
          (id, record) ->
              decisions.put(
                  id, LoadDecision.of(rule, record, Optional.ofNullable(stored.get(id)))));
      Map<PrimaryId, LoadDecision> writes = new LinkedHashMap<>(decisions);
      writes.values().removeIf(decision -> !decision.isWritten());
      keeper.accept(
          writes.keySet().stream()
              .flatMap(id -> Optional.ofNullable(stored.get(id)).stream())
              .map(StoredUser::user)
              .toList());
      List<TransactWriteItem> puts =
          writes.entrySet().stream()
              .map(
                  write ->
                      put(write.getValue().user(), Optional.ofNullable(stored.get(write.getKey()))))
              .toList();
      if (!puts.isEmpty()) {
        client.transactWriteItems(request -> request.transactItems(puts));
      }
      return Optional.of(decisions);
    } catch (DynamoDbException e) {
      Set<String> reasons = reasons(e);
      if (!reasons.stream().allMatch(UserAdministration::isTransient)) {
        throw e;
      }
      if (reasons.stream().anyMatch(THROTTLING::contains)) {
        backoff.await();
      }
      return Optional.empty();
    }
  }

  private TransactWriteItem put(User user, Optional<StoredUser> stored) {
    RollcallState state =
        stored.map(StoredUser::state).orElse(RollcallState.initial(user.primaryId()));
    ItemUpdate condition = new ItemUpdate(stored.isPresent());
    if (state.isReadable()) {
      condition.requireVersion(state.version());
    }
    Map<String, AttributeValue> item =
        UserItem.of(new StoredUser(user, state.forRecord(user).nextVersion()));
    return TransactWriteItem.builder()
        .put(put -> condition.applyTo(put.tableName(table).item(item)))
        .build();
  }

  /** The cancellation reasons of a cancelled transaction, or else the error's code. */
  private static Set<String> reasons(DynamoDbException e) {
    Stream<String> parts =
        e instanceof TransactionCanceledException cancelled
            ? cancelled.cancellationReasons().stream().map(CancellationReason::code)
            : Stream.of();
    Set<String> reasons = parts.filter(code -> !code.equals("None")).collect(Collectors.toSet());
    return reasons.isEmpty() ? Set.of(ServiceErrors.code(e)) : reasons;
  }

  private static boolean isTransient(String reason) {
    return THROTTLING.contains(reason) || CONFLICT.contains(reason);
  }

  /**
   * Deletes a user's item: the record and the state.
   *
   * @return whether there was an item
   */
  public boolean delete(PrimaryId id) {
    if (!id.isValid()) {
      return false;
    }
    DeleteItemResponse response =
        client.deleteItem(
            request ->
                request.tableName(table).key(UserItem.key(id)).returnValues(ReturnValue.ALL_OLD));
    return response.hasAttributes();
  }
}
