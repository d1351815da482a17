package org.rollcall.user;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollcall.aws.Work;
import org.rollcall.json.Json;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** A table that is too busy to answer all that it is asked at once. */
class UserTableTest {

  private static final List<PrimaryId> IDS = List.of(PrimaryId.of("ada"), PrimaryId.of("bob"));

  /** Gives one user at a time, or nobody, and leaves the others unprocessed. */
  private static final class Busy implements DynamoDbClient {

    private final int gives;
    private int calls;
    private int refusals;

    Busy(int gives) {
      this.gives = gives;
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
      calls++;
      List<Map<String, AttributeValue>> keys =
          new ArrayList<>(requireNonNull(request.requestItems().get("users"), "users").keys());
      List<Map<String, AttributeValue>> given = List.copyOf(keys.subList(0, gives));
      keys.removeAll(given);
      return BatchGetItemResponse.builder()
          .responses(Map.of("users", given))
          .unprocessedKeys(
              keys.isEmpty()
                  ? Map.of()
                  : Map.of("users", KeysAndAttributes.builder().keys(keys).build()))
          .build();
    }

    /** Has no room for two loads, and then for all. */
    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
      if (refusals++ < 2) {
        throw TransactionCanceledException.builder()
            .cancellationReasons(
                CancellationReason.builder().code("None").build(),
                CancellationReason.builder().code("ThrottlingError").build())
            .build();
      }
      return TransactWriteItemsResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  @Test
  void keysThatAreLeftUnprocessed_shouldBeAskedForAgain() {
    Busy client = new Busy(1);

    assertThat(new UserTable(client, "users", new Work()).find(IDS)).containsOnlyKeys(IDS);
    assertThat(client.calls).isEqualTo(2);
  }

  @Test
  void tableThatNeverAnswers_shouldNotBeAskedForEver() {
    Busy client = new Busy(0);

    assertThatThrownBy(() -> new UserTable(client, "users", new Work()).find(IDS))
        .isInstanceOf(SdkClientException.class);
    assertThat(client.calls).isEqualTo(9);
  }

  @Test
  void loadThatTheTableHasNoRoomFor_shouldBeTriedAgain() {
    Busy client = new Busy(1);
    ObjectNode record = Json.MAPPER.createObjectNode().put("primary_id", "ada");

    new UserTable(client, "users", new Work()).load(List.of(new User(record)));

    assertThat(client.refusals).isEqualTo(3);
  }
}
