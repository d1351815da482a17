package org.rollcall.prepare;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserItem;
import org.rollcall.user.store.UserTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** A users table in memory, which counts writes and ignores their content. */
final class FakeUsersTable implements DynamoDbClient {

  private static final String TABLE = "users";

  private final Map<String, Map<String, AttributeValue>> items = new HashMap<>();
  private int writes;

  FakeUsersTable with(User user) {
    PrimaryId id = user.primaryId();
    items.put(id.key(), UserItem.of(new StoredUser(user, RollcallState.initial(id))));
    return this;
  }

  UserTable table() {
    return new UserTable(this, TABLE);
  }

  int writes() {
    return writes;
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    List<Map<String, AttributeValue>> found =
        request.requestItems().values().stream()
            .flatMap(keys -> keys.keys().stream())
            .map(
                key ->
                    items.getOrDefault(
                        requireNonNull(key.get(UserItem.KEY), "no key").s(), Map.of()))
            .filter(item -> !item.isEmpty())
            .collect(Collectors.toList());
    return BatchGetItemResponse.builder()
        .responses(Map.of(TABLE, found))
        .unprocessedKeys(Map.of())
        .build();
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    writes++;
    return UpdateItemResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
