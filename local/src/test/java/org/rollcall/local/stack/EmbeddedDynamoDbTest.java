package org.rollcall.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.rollcall.local.stack.EmbeddedDynamoDb.TABLE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class EmbeddedDynamoDbTest {

  @TempDir static Path temp;
  static EmbeddedDynamoDb database;

  @BeforeAll
  static void start() {
    database = EmbeddedDynamoDb.start(temp.resolve("users.db"));
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void item_shouldBeReadAsItWasWritten() {
    byte[] everyByte = new byte[256];
    for (int i = 0; i < everyByte.length; i++) {
      everyByte[i] = (byte) i;
    }
    Map<String, AttributeValue> item =
        Map.of(
            "primary_id", text("exact"),
            "bytes", AttributeValue.fromB(SdkBytes.fromByteArray(everyByte)),
            "text", text("Zoë 李 \u0000\t\r\n \uD83D\uDCDA"),
            "number", AttributeValue.fromN("12345678901234567890.123456789"),
            "yes", AttributeValue.fromBool(true),
            "nothing", AttributeValue.fromNul(true),
            "map", AttributeValue.fromM(Map.of("value", text("UG"), "desc", text(""))),
            "list",
                AttributeValue.fromL(
                    List.of(AttributeValue.fromM(Map.of()), AttributeValue.fromL(List.of()))),
            "set", AttributeValue.fromSs(List.of("a", "b")));

    put(item);

    assertThat(get("exact")).isEqualTo(item);
  }

  @Test
  void putOfExistingItem_shouldFailAndReturnTheItem() {
    put(Map.of("primary_id", text("taken"), "version", AttributeValue.fromN("7")));

    assertThatExceptionOfType(ConditionalCheckFailedException.class)
        .isThrownBy(
            () ->
                database
                    .client()
                    .putItem(
                        request ->
                            request
                                .tableName(TABLE)
                                .item(Map.of("primary_id", text("taken")))
                                .conditionExpression("attribute_not_exists(primary_id)")
                                .returnValuesOnConditionCheckFailure(
                                    ReturnValuesOnConditionCheckFailure.ALL_OLD)))
        .satisfies(e -> assertThat(e.item()).containsEntry("version", AttributeValue.fromN("7")));
  }

  @Test
  void concurrentUpdatesOfOneVersion_shouldHaveOneSuccess() throws Exception {
    put(Map.of("primary_id", text("race"), "version", AttributeValue.fromN("1")));
    Callable<Boolean> update =
        () -> {
          try {
            database
                .client()
                .updateItem(
                    request ->
                        request
                            .tableName(TABLE)
                            .key(Map.of("primary_id", text("race")))
                            .updateExpression("SET version = :next")
                            .conditionExpression("version = :seen")
                            .expressionAttributeValues(
                                Map.of(
                                    ":seen", AttributeValue.fromN("1"),
                                    ":next", AttributeValue.fromN("2"))));
            return true;
          } catch (ConditionalCheckFailedException e) {
            return false;
          }
        };
    var threads = Executors.newFixedThreadPool(4);
    try {
      var successes = new ArrayList<Boolean>();
      for (var result : threads.invokeAll(List.of(update, update, update, update))) {
        successes.add(result.get());
      }
      assertThat(successes).containsOnlyOnce(true);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void transaction_withFailingCondition_shouldWriteNothing() {
    put(Map.of("primary_id", text("there")));

    assertThatExceptionOfType(TransactionCanceledException.class)
        .isThrownBy(
            () ->
                database
                    .client()
                    .transactWriteItems(
                        request -> request.transactItems(putNew("new"), putNew("there"))))
        .satisfies(
            e ->
                assertThat(e.cancellationReasons())
                    .extracting(reason -> reason.code())
                    .containsExactly("None", "ConditionalCheckFailed"));
    assertThat(get("new")).isEmpty();
  }

  @Test
  void missingTable_shouldThrowTheSdksException() {
    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> database.client().describeTable(table -> table.tableName("no-such")));
  }

  @Test
  void consumedCapacity_shouldBeReturned() {
    var written =
        database
            .client()
            .putItem(
                request ->
                    request
                        .tableName(TABLE)
                        .item(Map.of("primary_id", text("counted")))
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

    assertThat(written.consumedCapacity().capacityUnits()).isEqualTo(1.0);
  }

  @Test
  void reopenedDatabase_shouldHaveItsItems(@TempDir Path other) {
    Path file = other.resolve("users.db");
    try (var first = EmbeddedDynamoDb.start(file)) {
      first.client().putItem(put -> put.tableName(TABLE).item(Map.of("primary_id", text("kept"))));
    }
    try (var second = EmbeddedDynamoDb.start(file)) {
      assertThat(second.client().scan(scan -> scan.tableName(TABLE)).items())
          .containsExactly(Map.of("primary_id", text("kept")));
    }
  }

  /** Without a limit, a page would read all items into memory. */
  @Test
  void scan_shouldReadPagesOfLimitedSize(@TempDir Path other) {
    try (var large = EmbeddedDynamoDb.start(other.resolve("users.db"))) {
      for (int i = 0; i < 300; i++) {
        Map<String, AttributeValue> item = Map.of("primary_id", text("user." + i));
        large.client().putItem(request -> request.tableName(TABLE).item(item));
      }
      ScanRequest scan = ScanRequest.builder().tableName(TABLE).build();

      assertThat(large.client().scan(scan).items()).hasSize(250);
      assertThat(large.client().scan(scan.toBuilder().limit(2).build()).items()).hasSize(2);
      assertThat(large.client().scanPaginator(scan).items().stream().distinct()).hasSize(300);
    }
  }

  @Test
  void fileThatIsNotADatabase_shouldBeRejected(@TempDir Path other) throws IOException {
    Path text = Files.writeString(other.resolve("users.db"), "not a database ".repeat(100));

    assertThatExceptionOfType(DataFolderException.class)
        .isThrownBy(() -> EmbeddedDynamoDb.start(text))
        .withMessageStartingWith("the users' database %s cannot be opened", text);
    assertThatExceptionOfType(DataFolderException.class)
        .isThrownBy(() -> EmbeddedDynamoDb.start(other))
        .withMessageStartingWith("the users' database %s cannot be opened", other);
  }

  private static TransactWriteItem putNew(String id) {
    return TransactWriteItem.builder()
        .put(
            Put.builder()
                .tableName(TABLE)
                .item(Map.of("primary_id", text(id)))
                .conditionExpression("attribute_not_exists(primary_id)")
                .build())
        .build();
  }

  private static void put(Map<String, AttributeValue> item) {
    database.client().putItem(request -> request.tableName(TABLE).item(item));
  }

  private static Map<String, AttributeValue> get(String id) {
    return database
        .client()
        .getItem(request -> request.tableName(TABLE).key(Map.of("primary_id", text(id))))
        .item();
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
