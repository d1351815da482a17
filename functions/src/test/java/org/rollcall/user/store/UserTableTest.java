package org.rollcall.user.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollcall.user.PrimaryId;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

class UserTableTest {

  private static final List<PrimaryId> IDS = List.of(PrimaryId.of("ada"), PrimaryId.of("bob"));

  private final List<Duration> delays = new ArrayList<>();

  /**
   * A throttled table, which returns a limited number of items and leaves other keys unprocessed.
   */
  private static final class ThrottledClient implements DynamoDbClient {

    private final int itemsPerCall;
    private int calls;

    ThrottledClient(int itemsPerCall) {
      this.itemsPerCall = itemsPerCall;
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
      calls++;
      List<Map<String, AttributeValue>> keys =
          requireNonNull(request.requestItems().get("users"), "users").keys();
      List<Map<String, AttributeValue>> unprocessed = keys.subList(itemsPerCall, keys.size());
      return BatchGetItemResponse.builder()
          .responses(Map.of("users", keys.subList(0, itemsPerCall)))
          .unprocessedKeys(
              unprocessed.isEmpty()
                  ? Map.of()
                  : Map.of("users", KeysAndAttributes.builder().keys(unprocessed).build()))
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private UserTable table(DynamoDbClient client) {
    return new UserTable(client, "users", delays::add);
  }

  @Test
  void find_withUnprocessedKeys_shouldRequestThemAgain() {
    ThrottledClient client = new ThrottledClient(1);

    assertThat(table(client).find(IDS)).containsOnlyKeys(IDS);
    assertThat(client.calls).isEqualTo(2);
  }

  @Test
  void find_inTableThatStaysThrottled_shouldFailWithinThreeSeconds() {
    ThrottledClient client = new ThrottledClient(0);

    assertThatThrownBy(() -> table(client).find(IDS)).isInstanceOf(UserStoreException.class);
    assertThat(client.calls).isEqualTo(9);
    assertThat(delays.stream().reduce(Duration.ZERO, Duration::plus))
        .isLessThan(Duration.ofSeconds(3));
  }
}
