package org.rollcall.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserItem;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * A users table that stores nothing: every read finds the user as it was at first, every write
 * succeeds and is counted. So a job of any size can be measured without a database.
 */
final class CountingTable implements DynamoDbClient {

  private final LongAdder reads = new LongAdder();
  private final LongAdder writes = new LongAdder();
  private final Map<String, ObjectNode> staff;

  /**
   * A table of students.
   *
   * @param staff other users
   */
  CountingTable(List<ObjectNode> staff) {
    this.staff = new HashMap<>();
    staff.forEach(user -> this.staff.put(user.path("primary_id").asText(), user));
  }

  long reads() {
    return reads.sum();
  }

  long writes() {
    return writes.sum();
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    Map<String, List<Map<String, AttributeValue>>> found = new LinkedHashMap<>();
    request
        .requestItems()
        .forEach(
            (table, keys) -> {
              reads.add(keys.keys().size());
              found.put(
                  table, keys.keys().stream().map(key -> item(key.values().stream())).toList());
            });
    return BatchGetItemResponse.builder().responses(found).unprocessedKeys(Map.of()).build();
  }

  private Map<String, AttributeValue> item(Stream<AttributeValue> key) {
    String id = key.findFirst().orElseThrow().s();
    ObjectNode record =
        staff.containsKey(id)
            ? staff.get(id)
            : BenchInstitution.student(Integer.parseInt(id.replaceAll("\\D", "")));
    return UserItem.of(new StoredUser(new User(record), RollcallState.initial(PrimaryId.of(id))));
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    writes.increment();
    return UpdateItemResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
