package org.rollcall.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.Given;
import org.rollcall.aws.BilledUsage;
import org.rollcall.aws.InvocationUsage;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.ItemSize;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserItem;
import org.rollcall.user.store.UserModifiedException;
import org.rollcall.user.store.UserTable;

/** Compares the calculated units with those that the database reports. */
class ItemSizeTest {

  private static final PrimaryId ID = PrimaryId.of("sized");

  @TempDir static Path temp;
  static EmbeddedDynamoDb database;
  static UserTable users;

  @BeforeAll
  static void start() {
    database = EmbeddedDynamoDb.start(temp.resolve("users.db"));
    users = new UserTable(database.client(), EmbeddedDynamoDb.TABLE);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  /** Values around the limits of units. A note of 1,000 bytes fits into two units, for example. */
  static Stream<String> values() {
    String list = "[" + "{ value: 'é', preferred: true, number: 12.5, none: null },".repeat(40);
    return Stream.concat(
        Stream.of(
            "''", "12345678901234567890", list + "{}]", "['" + "x".repeat(3000) + "', [], {}]"),
        Stream.of(500, 800, 860, 880, 900, 1000, 1900, 3000, 3950, 4000, 4050, 9000)
            .map(length -> "'" + "n".repeat(length) + "'"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void units_shouldBeThoseOfTheDatabase(String value) throws Exception {
    StoredUser small = user("''");
    StoredUser large = user(value);
    database
        .client()
        .putItem(put -> put.tableName(EmbeddedDynamoDb.TABLE).item(UserItem.of(small)));

    BilledUsage grown = usage(table -> table.replace(small, large));
    StoredUser stored = users.find(ID).orElseThrow();
    BilledUsage found = usage(table -> table.find(ID));
    BilledUsage shrunk = usage(table -> table.replace(stored, small.withState(stored.state())));

    assertThat(grown.dynamodbWriteUnits())
        .isEqualByComparingTo(units(ItemSize.writeUnits(small, stored)));
    assertThat(found.dynamodbReadUnits()).isEqualByComparingTo(units(ItemSize.readUnits(stored)));
    assertThat(shrunk.dynamodbWriteUnits())
        .isEqualByComparingTo(units(ItemSize.writeUnits(stored, small)));
  }

  /** DynamoDB bills a write whose condition is not met, and does not report it. */
  @Test
  void refusedWrite_shouldCountTheUnitsOfTheItem() {
    StoredUser stored = user("'" + "n".repeat(3100) + "'");
    database
        .client()
        .putItem(put -> put.tableName(EmbeddedDynamoDb.TABLE).item(UserItem.of(stored)));
    StoredUser outdated = stored.withState(stored.state().nextVersion());

    BilledUsage refused =
        usage(
            table -> {
              assertThatThrownBy(
                      () -> table.replace(outdated, user("''").withState(outdated.state())))
                  .isInstanceOf(UserModifiedException.class);
              return table;
            });

    assertThat(refused.dynamodbWriteUnits()).isEqualByComparingTo("4");
    assertThat(refused.requests()).containsEntry("DynamoDb.UpdateItem", 1L);
  }

  private static BigDecimal units(int units) {
    return BigDecimal.valueOf(units);
  }

  private static StoredUser user(String value) {
    User user = new User(Given.object("{ primary_id: 'sized', job_description: " + value + " }"));
    return new StoredUser(user, RollcallState.initial(ID));
  }

  private interface Call {
    Object apply(UserTable table) throws Exception;
  }

  private static BilledUsage usage(Call call) {
    InvocationUsage usage = new InvocationUsage("UpdateUser");
    Function<UserTable, Object> unchecked =
        table -> {
          try {
            return call.apply(table);
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        };
    usage.during(() -> unchecked.apply(users));
    return usage.totalWithPuts(0);
  }
}
