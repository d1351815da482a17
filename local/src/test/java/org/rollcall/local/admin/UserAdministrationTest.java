package org.rollcall.local.admin;

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
import org.rollcall.Given;
import org.rollcall.json.Json;
import org.rollcall.local.load.LoadDecision;
import org.rollcall.local.load.LoadRule;
import org.rollcall.local.load.LoadedRecord;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserItem;
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

class UserAdministrationTest {

  private final List<Duration> delays = new ArrayList<>();
  private final FailingClient client = new FailingClient();
  private final UserAdministration administration =
      new UserAdministration(client, "users", delays::add);

  /**
   * An empty table, or one with a user for each read, whose transactions fail with given errors
   * before they succeed.
   */
  private static final class FailingClient implements DynamoDbClient {

    private final Deque<DynamoDbException> errors = new ArrayDeque<>();
    private final Deque<StoredUser> stored = new ArrayDeque<>();
    private boolean isReadThrottled;
    private int writes;

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
      KeysAndAttributes keys = requireNonNull(request.requestItems().get("users"), "users");
      if (!stored.isEmpty()) {
        List<Map<String, AttributeValue>> items = List.of(UserItem.of(stored.remove()));
        return BatchGetItemResponse.builder().responses(Map.of("users", items)).build();
      }
      return isReadThrottled
          ? BatchGetItemResponse.builder().unprocessedKeys(Map.of("users", keys)).build()
          : BatchGetItemResponse.builder().build();
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
      writes++;
      if (!errors.isEmpty()) {
        throw errors.remove();
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

  private Duration totalDelay() {
    return delays.stream().reduce(Duration.ZERO, Duration::plus);
  }

  private static DynamoDbException cancelled(String... reasons) {
    return TransactionCanceledException.builder()
        .awsErrorDetails(
            AwsErrorDetails.builder().errorCode("TransactionCanceledException").build())
        .cancellationReasons(
            Stream.of(reasons)
                .map(code -> CancellationReason.builder().code(code).build())
                .toList())
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
  void load_thatConflictsWithAnotherWrite_shouldDecideAgain() {
    PrimaryId id = PrimaryId.of("ada");
    User withRole = Given.user("{primary_id: 'ada', user_role: [{role_type: {value: '21'}}]}");
    client.stored.add(
        new StoredUser(Given.user("{primary_id: 'ada', n: 1}"), RollcallState.initial(id)));
    client.stored.add(new StoredUser(withRole, RollcallState.initial(id).nextVersion()));
    client.errors.add(cancelled("ConditionalCheckFailed"));
    LoadedRecord record = new LoadedRecord("a line 1", Given.user("{primary_id: 'ada', n: 2}"));
    List<User> replaced = new ArrayList<>();

    Map<PrimaryId, LoadDecision> decisions =
        administration.load(List.of(record), LoadRule.PROTECT, replaced::addAll);

    assertThat(decisions.values())
        .extracting(LoadDecision::action)
        .containsExactly(LoadDecision.Action.HOLD_BACK);
    assertThat(client.writes).isEqualTo(1);
    assertThat(replaced).hasSize(1);
  }

  static List<DynamoDbException> throttlingErrors() {
    return List.of(
        cancelled("None", "ThrottlingError"),
        cancelled("ProvisionedThroughputExceeded", "None"),
        cancelled("ConditionalCheckFailed", "ThrottlingError"),
        error("ThrottlingException"),
        error("ProvisionedThroughputExceededException"),
        error("RequestLimitExceeded"));
  }

  @ParameterizedTest
  @MethodSource("throttlingErrors")
  void load_whileThrottled_shouldWaitAndRetry(DynamoDbException error) {
    client.errors.addAll(List.of(error, error));

    administration.load(ada());

    assertThat(client.writes).isEqualTo(3);
    assertThat(delays).containsExactly(Duration.ofMillis(10), Duration.ofMillis(20));
  }

  @ParameterizedTest
  @MethodSource("throttlingErrors")
  void load_ofTableThatStaysThrottled_shouldFailAfterTwoMinutes(DynamoDbException error) {
    client.errors.addAll(Collections.nCopies(1000, error));

    assertThatThrownBy(() -> administration.load(ada()))
        .isInstanceOf(SdkClientException.class)
        .hasMessageContaining("throttled");
    assertThat(totalDelay()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(120));
    assertThat(delays).allSatisfy(delay -> assertThat(delay).isLessThan(Duration.ofSeconds(6)));
  }

  /** Users are read before they are replaced. */
  @Test
  void load_ofTableWhoseReadsStayThrottled_shouldFailAfterTwoMinutes() {
    client.isReadThrottled = true;

    assertThatThrownBy(() -> administration.load(ada())).isInstanceOf(SdkClientException.class);

    assertThat(totalDelay()).isGreaterThan(Duration.ofSeconds(100));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ConditionalCheckFailed", "TransactionConflict"})
  void load_afterConflictingWrite_shouldRetryImmediately(String conflict) {
    client.errors.add(cancelled(conflict));

    administration.load(ada());

    assertThat(client.writes).isEqualTo(2);
    assertThat(delays).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"None", "ThrottlingError", "ConditionalCheckFailed"})
  void load_ofInvalidItem_shouldFailWithoutRetry(String otherReason) {
    DynamoDbException error = cancelled(otherReason, "ValidationError");
    client.errors.add(error);

    assertThatThrownBy(() -> administration.load(ada())).isSameAs(error);
    assertThat(client.writes).isEqualTo(1);
  }

  static List<DynamoDbException> permanentErrors() {
    return List.of(cancelled(), cancelled("None"), error("AccessDeniedException"));
  }

  @ParameterizedTest
  @MethodSource("permanentErrors")
  void load_afterPermanentError_shouldFailWithoutRetry(DynamoDbException error) {
    client.errors.add(error);

    assertThatThrownBy(() -> administration.load(ada())).isSameAs(error);
    assertThat(client.writes).isEqualTo(1);
  }
}
