package org.rollcall.user.store;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.rollcall.aws.InvocationUsage;
import org.rollcall.aws.UsesAwsSdk;
import org.rollcall.user.PrimaryId;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Reads items of the users table. */
@UsesAwsSdk
public final class UserReader {

  /** The maximum number of keys of one BatchGetItem request (DynamoDB's quota). */
  private static final int MAX_BATCH_KEYS = 100;

  private final DynamoDbClient client;
  private final String table;

  public UserReader(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /**
   * Finds users with consistent reads. The result has no entry for an ID without a user.
   *
   * @param backoff waits before a retry for the keys that DynamoDB did not process
   */
  public Map<PrimaryId, StoredUser> find(Collection<PrimaryId> ids, ThrottlingBackoff backoff) {
    Map<PrimaryId, StoredUser> found = new HashMap<>();
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    ids.stream().filter(PrimaryId::isValid).distinct().forEach(id -> keys.add(UserItem.key(id)));
    while (!keys.isEmpty()) {
      List<Map<String, AttributeValue>> batch =
          keys.subList(0, Math.min(MAX_BATCH_KEYS, keys.size()));
      BatchGetItemResponse response = batchGet(List.copyOf(batch));
      Map<PrimaryId, StoredUser> users = new HashMap<>();
      response
          .responses()
          .getOrDefault(table, List.of())
          .forEach(item -> users.put(UserItem.idOf(item), UserItem.read(item)));
      if (!response.hasConsumedCapacity()) {
        addUnits(users.values(), batch.size() - users.size());
      }
      batch.clear();
      found.putAll(users);
      if (response.unprocessedKeys().containsKey(table)) {
        backoff.await();
        keys.addAll(response.unprocessedKeys().get(table).keys());
      }
    }
    return found;
  }

  /** Counts a consistent read if DynamoDB does not report it. A missing item costs a unit too. */
  private static void addUnits(Collection<StoredUser> users, int missing) {
    InvocationUsage.current()
        .addReadUnits(
            BigDecimal.valueOf(missing + users.stream().mapToLong(ItemSize::readUnits).sum()));
  }

  private BatchGetItemResponse batchGet(List<Map<String, AttributeValue>> keys) {
    KeysAndAttributes request = KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
    return client.batchGetItem(
        batch ->
            batch
                .requestItems(Map.of(table, request))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
  }

  /** Passes all users to a consumer, in no particular order. */
  public void forEach(Consumer<StoredUser> consumer) {
    ScanRequest request =
        ScanRequest.builder()
            .tableName(table)
            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
            .build();
    for (ScanResponse page : client.scanPaginator(request)) {
      List<StoredUser> users = page.items().stream().map(UserItem::read).toList();
      if (page.consumedCapacity() == null) {
        InvocationUsage.current().addReadUnits(ItemSize.scanUnits(users));
      }
      users.forEach(consumer);
    }
  }
}
