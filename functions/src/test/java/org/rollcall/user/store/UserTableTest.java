package org.rollcall.user.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.aws.Usage;
import org.rollcall.json.Json;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
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
    private final Deque<DynamoDbException> refusals = new ArrayDeque<>();
    private int calls;
    private int loads;

    Busy(int gives) {
      this.gives = gives;
    }

    /** What loads are refused with, one after the other, before they are taken. */
    Busy refusing(List<? extends DynamoDbException> more) {
      refusals.addAll(more);
      return this;
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

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
      loads++;
      if (!refusals.isEmpty()) {
        throw refusals.remove();
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

  /** How long was waited, wait by wait. */
  private final List<Duration> waits = new ArrayList<>();

  private UserTable table(DynamoDbClient client) {
    return new UserTable(client, "users", new Usage(), waits::add);
  }

  private Duration waited() {
    return waits.stream().reduce(Duration.ZERO, Duration::plus);
  }

  private static DynamoDbException cancelled(String... codes) {
    return TransactionCanceledException.builder()
        .awsErrorDetails(
            AwsErrorDetails.builder().errorCode("TransactionCanceledException").build())
        .cancellationReasons(
            Stream.of(codes).map(code -> CancellationReason.builder().code(code).build()).toList())
        .build();
  }

  private static DynamoDbException error(String code) {
    return (DynamoDbException)
        DynamoDbException.builder()
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
            .build();
  }

  private static List<User> ada() {
    return List.of(new User(Json.MAPPER.createObjectNode().put("primary_id", "ada")));
  }

  @Test
  void keysThatAreLeftUnprocessed_shouldBeAskedForAgain() {
    Busy client = new Busy(1);

    assertThat(table(client).find(IDS)).containsOnlyKeys(IDS);
    assertThat(client.calls).isEqualTo(2);
  }

  @Test
  void tableThatNeverAnswers_shouldNotBeAskedForEver() {
    Busy client = new Busy(0);

    assertThatThrownBy(() -> table(client).find(IDS)).isInstanceOf(SdkClientException.class);
    assertThat(client.calls).isEqualTo(9);
    assertThat(waited()).isLessThan(Duration.ofSeconds(3));
  }

  static List<DynamoDbException> refusalsForWantOfRoom() {
    return List.of(
        cancelled("None", "ThrottlingError"),
        cancelled("ProvisionedThroughputExceeded", "None"),
        cancelled("ConditionalCheckFailed", "ThrottlingError"),
        error("ThrottlingException"),
        error("ProvisionedThroughputExceededException"),
        error("RequestLimitExceeded"));
  }

  @ParameterizedTest
  @MethodSource("refusalsForWantOfRoom")
  void loadThatTheTableHasNoRoomFor_shouldWaitAndBeTriedAgain(DynamoDbException refusal) {
    Busy client = new Busy(1).refusing(List.of(refusal, refusal));

    table(client).load(ada());

    assertThat(client.loads).isEqualTo(3);
    assertThat(waits).containsExactly(Duration.ofMillis(10), Duration.ofMillis(20));
  }

  @ParameterizedTest
  @MethodSource("refusalsForWantOfRoom")
  void loadThatTheTableNeverHasRoomFor_shouldGiveUpAfterTwoMinutes(DynamoDbException refusal) {
    Busy client = new Busy(1).refusing(Collections.nCopies(1000, refusal));

    assertThatThrownBy(() -> table(client).load(ada()))
        .isInstanceOf(SdkClientException.class)
        .hasMessageContaining("no room");
    assertThat(waited()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(120));
    assertThat(waits).allSatisfy(wait -> assertThat(wait).isLessThan(Duration.ofSeconds(6)));
  }

  /** What is there is looked at before it is loaded over. */
  @Test
  void loadWhoseUsersCannotBeLookedAt_shouldWaitAsLong() {
    assertThatThrownBy(() -> table(new Busy(0)).load(ada())).isInstanceOf(SdkClientException.class);

    assertThat(waited()).isGreaterThan(Duration.ofSeconds(100));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ConditionalCheckFailed", "TransactionConflict"})
  void loadOverWhatHasJustBeenWritten_shouldBeTriedAgainAtOnce(String conflict) {
    Busy client = new Busy(1).refusing(List.of(cancelled(conflict)));

    table(client).load(ada());

    assertThat(client.loads).isEqualTo(2);
    assertThat(waits).isEmpty();
  }

  /** The one whom the table will not have is found only when each is loaded alone. */
  @ParameterizedTest
  @ValueSource(strings = {"None", "ThrottlingError", "ConditionalCheckFailed"})
  void recordThatTheTableWillNotHave_shouldBeToldOfWhateverElseIsTheMatter(String other) {
    DynamoDbException refusal = cancelled(other, "ValidationError");
    Busy client = new Busy(1).refusing(List.of(refusal));

    assertThatThrownBy(() -> table(client).load(ada())).isSameAs(refusal);
    assertThat(client.loads).isEqualTo(1);
  }

  static List<DynamoDbException> refusalsForGood() {
    return List.of(cancelled(), cancelled("None"), error("AccessDeniedException"));
  }

  @ParameterizedTest
  @MethodSource("refusalsForGood")
  void loadThatIsRefusedForGood_shouldNotBeTriedAgain(DynamoDbException refusal) {
    Busy client = new Busy(1).refusing(List.of(refusal));

    assertThatThrownBy(() -> table(client).load(ada())).isSameAs(refusal);
  }
}
