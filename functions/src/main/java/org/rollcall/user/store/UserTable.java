package org.rollcall.user.store;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollcall.aws.ServiceErrors;
import org.rollcall.aws.Usage;
import org.rollcall.aws.UsesAwsSdk;
import org.rollcall.json.Json;
import org.rollcall.user.AlmaFields;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.state.LastChange;
import org.rollcall.user.state.LastChange.FieldChange;
import org.rollcall.user.state.RollcallState;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The table of users, one item a user. No write goes over what somebody else has written since, be
 * it Rollcall or a program that knows nothing of it.
 */
@UsesAwsSdk
public final class UserTable {

  /** The item's key. */
  public static final String KEY = "primary_id";

  public static final String BOOKKEEPING = "rollcall";

  /** DynamoDB's error for a write that it will never take, as opposed to one it cannot do now. */
  private static final String REFUSAL = "ValidationException";

  /** DynamoDB's bound on the keys of one BatchGetItem. */
  private static final int BATCH = 100;

  /** How long a call of DynamoDB may take, with all its tries. */
  public static final Duration TIME_LIMIT = Duration.ofSeconds(10);

  /** How long one try may take: far more than DynamoDB needs, and time for another. */
  private static final Duration TRY_LIMIT = Duration.ofSeconds(4);

  /** How long a table that is too busy is waited for, in all, while a job has users in hand. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** The same for a load, under which a table that was never busy grows, but not at once. */
  private static final Duration PATIENCE_OF_A_LOAD = Duration.ofMinutes(2);

  private static final Duration SHORTEST_WAIT = Duration.ofMillis(10);

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** Why DynamoDB does not do what it may do later: as an error, or of a part of a transaction. */
  private static final Set<String> NO_ROOM =
      Set.of(
          "ThrottlingException",
          "ProvisionedThroughputExceededException",
          "RequestLimitExceeded",
          "ThrottlingError",
          "ProvisionedThroughputExceeded");

  /** Why it does not write what is over something else by now. */
  private static final Set<String> CONFLICT =
      Set.of("ConditionalCheckFailed", "TransactionConflict");

  /** How many users are loaded at once: DynamoDB's bound on a transaction. */
  public static final int LOAD_BATCH = 100;

  private final DynamoDbClient client;
  private final String table;
  private final Usage work;
  private final Consumer<Duration> pause;

  public UserTable(DynamoDbClient client, String table, Usage work) {
    this(client, table, work, wait -> LockSupport.parkNanos(wait.toNanos()));
  }

  /**
   * A table that is waited for in a way of one's own.
   *
   * @param pause waits so long
   */
  UserTable(DynamoDbClient client, String table, Usage work, Consumer<Duration> pause) {
    this.client = requireNonNull(client, "client is null");
    this.table = requireNonNull(table, "table is null");
    this.work = requireNonNull(work, "work is null");
    this.pause = requireNonNull(pause, "pause is null");
  }

  /** How a client of DynamoDB has to be set up, so that a call ends while it still matters. */
  public static ClientOverrideConfiguration settings() {
    return ClientOverrideConfiguration.builder()
        .apiCallTimeout(TIME_LIMIT)
        .apiCallAttemptTimeout(TRY_LIMIT)
        .build();
  }

  /** The user of an id, as last written. */
  public Optional<StoredUser> find(PrimaryId id) {
    return Optional.ofNullable(find(List.of(id)).get(id));
  }

  /** The users of some ids, as last written; an id that no user has is not in the answer. */
  public Map<PrimaryId, StoredUser> find(Collection<PrimaryId> ids) {
    return find(ids, new Waiting(PATIENCE));
  }

  private Map<PrimaryId, StoredUser> find(Collection<PrimaryId> ids, Waiting waiting) {
    Map<PrimaryId, StoredUser> found = new HashMap<>();
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    ids.stream().filter(PrimaryId::isPossible).distinct().forEach(id -> keys.add(key(id)));
    while (!keys.isEmpty()) {
      List<Map<String, AttributeValue>> batch = keys.subList(0, Math.min(BATCH, keys.size()));
      BatchGetItemResponse answer = get(List.copyOf(batch));
      batch.clear();
      answer
          .responses()
          .getOrDefault(table, List.of())
          .forEach(item -> found.put(key(item), stored(item)));
      if (answer.unprocessedKeys().containsKey(table)) {
        waiting.goOn();
        keys.addAll(answer.unprocessedKeys().get(table).keys());
      }
    }
    return found;
  }

  /** How one call waits for a table that is too busy: longer each time, but not for ever. */
  private final class Waiting {

    private Duration left;
    private Duration next = SHORTEST_WAIT;

    Waiting(Duration patience) {
      this.left = patience;
    }

    void goOn() {
      if (left.compareTo(next) < 0) {
        throw SdkClientException.create("DynamoDB has had no room for too long");
      }
      pause.accept(next);
      left = left.minus(next);
      Duration twice = next.multipliedBy(2);
      next = twice.compareTo(LONGEST_WAIT) < 0 ? twice : LONGEST_WAIT;
    }
  }

  private BatchGetItemResponse get(List<Map<String, AttributeValue>> keys) {
    BatchGetItemResponse answer =
        client.batchGetItem(
            request ->
                request
                    .requestItems(
                        Map.of(
                            table,
                            KeysAndAttributes.builder().keys(keys).consistentRead(true).build()))
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
    work.addReadUnits(units(answer.consumedCapacity(), ConsumedCapacity::capacityUnits));
    return answer;
  }

  /** Gives every user of the table, one after the other, in no order. */
  public void forEach(Consumer<StoredUser> consumer) {
    client
        .scanPaginator(
            ScanRequest.builder()
                .tableName(table)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build())
        .forEach(
            page -> {
              work.addReadUnits(
                  units(List.of(page.consumedCapacity()), ConsumedCapacity::capacityUnits));
              page.items().forEach(item -> consumer.accept(stored(item)));
            });
  }

  /**
   * Writes what has changed between two versions of a user, and nothing else, provided that nobody
   * has written the user since: not Rollcall, and nobody else any of Alma's fields. So whatever was
   * decided from the record as it was read holds for the record that is written.
   *
   * @param before the user as read from this table
   * @return the user as it is now stored
   * @throws UserModifiedException if the item is not as it was read; nothing is written then
   * @throws WriteRefusedException if DynamoDB will not have it
   */
  public StoredUser replace(StoredUser before, StoredUser after) throws UserModifiedException {
    StoredUser next = after.with(after.rollcall().nextVersion());
    Map<String, FieldChange> changes = LastChange.between(before.user(), after.user());
    ItemUpdate update = keeping(before, next);
    Set<String> asRead = new LinkedHashSet<>(AlmaFields.IN_ORDER);
    asRead.addAll(changes.keySet());
    asRead.remove(KEY);
    asRead.removeIf(field -> !changes.containsKey(field) && isPlainList(before.user(), field));
    asRead.forEach(field -> update.require(field, attribute(before.user(), field)));
    changes.keySet().forEach(field -> update.change(field, attribute(after.user(), field)));
    return write(update, next);
  }

  /**
   * Writes what Rollcall keeps of a user, whatever others do to the record meanwhile.
   *
   * @param before the user as read from this table
   * @return the user as it is now stored, but for what others did to the record
   * @throws UserModifiedException if Rollcall has written the item since, or it is another's or
   *     gone
   * @throws WriteRefusedException if DynamoDB will not have it
   */
  public StoredUser keep(StoredUser before, RollcallState kept) throws UserModifiedException {
    StoredUser next = before.with(kept.nextVersion());
    return write(keeping(before, next), next);
  }

  private static ItemUpdate keeping(StoredUser before, StoredUser next) {
    ItemUpdate update = new ItemUpdate(true);
    update.requireVersion(before.rollcall().version());
    update.set(BOOKKEEPING, Attributes.of(Json.MAPPER.<JsonNode>valueToTree(next.rollcall())));
    return update;
  }

  /** Alma has no lists of texts or numbers; what looks like one may be a set, which is no list. */
  private static boolean isPlainList(User user, String field) {
    JsonNode value = user.record().path(field);
    return value.isArray() && !value.isEmpty() && value.get(0).isValueNode();
  }

  private static Optional<AttributeValue> attribute(User user, String field) {
    return Optional.ofNullable(user.record().get(field)).map(Attributes::of);
  }

  private StoredUser write(ItemUpdate update, StoredUser next) throws UserModifiedException {
    try {
      var answer =
          client.updateItem(
              request ->
                  update
                      .into(request)
                      .tableName(table)
                      .key(key(next.user().primaryId()))
                      .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
      work.addWriteUnits(
          units(List.of(answer.consumedCapacity()), ConsumedCapacity::capacityUnits));
      return next;
    } catch (ConditionalCheckFailedException e) {
      throw new UserModifiedException();
    } catch (DynamoDbException e) {
      if (ServiceErrors.code(e).equals(REFUSAL)) {
        throw new WriteRefusedException(REFUSAL);
      }
      throw e;
    }
  }

  /**
   * Loads users, over those that are there already; what Rollcall keeps beside these stays. A table
   * that has no room is waited for, some two minutes at most.
   *
   * @param users at most {@link #LOAD_BATCH}; of several with the same id the last counts
   * @throws DynamoDbException if the table will not have one of them; none is written then
   * @throws SdkClientException if there is no room in all that time
   */
  public void load(List<User> users) {
    Map<PrimaryId, User> batch = new LinkedHashMap<>();
    users.forEach(user -> batch.put(user.primaryId(), user));
    Waiting waiting = new Waiting(PATIENCE_OF_A_LOAD);
    while (!batch.isEmpty()) {
      try {
        Map<PrimaryId, StoredUser> present = find(batch.keySet(), waiting);
        List<TransactWriteItem> puts =
            batch.values().stream()
                .map(user -> put(user, Optional.ofNullable(present.get(user.primaryId()))))
                .toList();
        client.transactWriteItems(request -> request.transactItems(puts));
        return;
      } catch (DynamoDbException e) {
        Set<String> reasons = reasons(e);
        if (reasons.stream().anyMatch(reason -> !isPassing(reason))) {
          throw e;
        }
        if (reasons.stream().anyMatch(NO_ROOM::contains)) {
          waiting.goOn();
        }
        // Or somebody wrote one of them meanwhile: look again, and put it over that.
      }
    }
  }

  /** Why DynamoDB did not do what it was asked: of a transaction, what is wrong with its parts. */
  private static Set<String> reasons(DynamoDbException e) {
    Stream<String> parts =
        e instanceof TransactionCanceledException cancelled
            ? cancelled.cancellationReasons().stream().map(CancellationReason::code)
            : Stream.of();
    Set<String> reasons = parts.filter(code -> !code.equals("None")).collect(Collectors.toSet());
    return reasons.isEmpty() ? Set.of(ServiceErrors.code(e)) : reasons;
  }

  private static boolean isPassing(String reason) {
    return NO_ROOM.contains(reason) || CONFLICT.contains(reason);
  }

  /**
   * Takes a user out of the table, with all that Rollcall keeps beside the record.
   *
   * @return the user as last written; nothing if there was none
   */
  public Optional<StoredUser> delete(PrimaryId id) {
    if (!id.isPossible()) {
      return Optional.empty();
    }
    var answer =
        client.deleteItem(
            request ->
                request
                    .tableName(table)
                    .key(key(id))
                    .returnValues(ReturnValue.ALL_OLD)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
    work.addWriteUnits(units(List.of(answer.consumedCapacity()), ConsumedCapacity::capacityUnits));
    return answer.hasAttributes() ? Optional.of(stored(answer.attributes())) : Optional.empty();
  }

  private TransactWriteItem put(User user, Optional<StoredUser> present) {
    RollcallState kept =
        present.map(StoredUser::rollcall).orElse(RollcallState.untouched(user.primaryId()));
    ItemUpdate condition = new ItemUpdate(present.isPresent());
    if (kept.isReadable()) {
      condition.requireVersion(kept.version());
    }
    Map<String, AttributeValue> item =
        item(new StoredUser(user, kept.of(user.primaryId()).nextVersion()));
    return TransactWriteItem.builder()
        .put(put -> condition.into(put.tableName(table).item(item)))
        .build();
  }

  private static double units(
      List<ConsumedCapacity> consumed, ToDoubleFunction<ConsumedCapacity> units) {
    return consumed.stream().mapToDouble(units).sum();
  }

  private static Map<String, AttributeValue> key(PrimaryId id) {
    return Map.of(KEY, AttributeValue.fromS(id.key()));
  }

  private static PrimaryId key(Map<String, AttributeValue> item) {
    return PrimaryId.of(requireNonNull(item.get(KEY), "an item has no key").s());
  }

  /** The item that stands for a user. */
  private static Map<String, AttributeValue> item(StoredUser stored) {
    Map<String, AttributeValue> item = new HashMap<>(Attributes.of(stored.user().record()));
    item.put(KEY, AttributeValue.fromS(stored.user().primaryId().key()));
    item.put(BOOKKEEPING, Attributes.of(Json.MAPPER.<JsonNode>valueToTree(stored.rollcall())));
    return item;
  }

  private static StoredUser stored(Map<String, AttributeValue> item) {
    ObjectNode record = Attributes.json(item);
    JsonNode kept = record.remove(BOOKKEEPING);
    PrimaryId key = key(item);
    RollcallState rollcall =
        kept == null ? RollcallState.untouched(key) : RollcallState.read(kept, key);
    record.put(KEY, rollcall.primaryId());
    return new StoredUser(new User(record), rollcall);
  }
}
