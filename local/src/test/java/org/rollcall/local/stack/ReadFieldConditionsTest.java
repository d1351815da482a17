package org.rollcall.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.rollcall.local.stack.EmbeddedDynamoDb.TABLE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserModifiedException;
import org.rollcall.user.store.UserTable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A write depends on the fields that its decision has read (D-184), in the embedded DynamoDB. */
class ReadFieldConditionsTest {

  @TempDir static Path temp;
  private static EmbeddedDynamoDb database;
  private static UserTable users;

  private final String id = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    database = EmbeddedDynamoDb.start(temp.resolve("users.db"));
    users = new UserTable(database.client(), TABLE);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeValue texts(String... values) {
    return AttributeValue.fromL(List.of(values).stream().map(AttributeValue::fromS).toList());
  }

  /** A user who was read for a decision. */
  private StoredUser read(Map<String, AttributeValue> fields) {
    Map<String, AttributeValue> item = new HashMap<>(fields);
    item.put("primary_id", text(id));
    database.client().putItem(put -> put.tableName(TABLE).item(item));
    return users.find(PrimaryId.of(id)).orElseThrow().withRecordedReads();
  }

  private JsonNode written(String field) {
    return users.find(PrimaryId.of(id)).orElseThrow().user().get(field);
  }

  /** Another program sets a field. */
  private void edit(String field, AttributeValue value) {
    database
        .client()
        .updateItem(
            update ->
                update
                    .tableName(TABLE)
                    .key(Map.of("primary_id", text(id)))
                    .updateExpression("SET #f = :v")
                    .expressionAttributeNames(Map.of("#f", field))
                    .expressionAttributeValues(Map.of(":v", value)));
  }

  private static StoredUser withGroup(StoredUser user) {
    User changed = user.user().with("user_group", TextNode.valueOf("ALUMNI"));
    return new StoredUser(changed, user.state());
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "user_group", "nickname", "campus_code"})
  void editOfAFieldThatWasReadOrIsWritten_shouldRefuseTheWrite(String field) {
    StoredUser user = read(Map.of("status", text("ACTIVE"), "user_group", text("UG")));
    assertThat(user.user().get("status").asText()).isEqualTo("ACTIVE");
    assertThat(user.user().normalized().get("nickname").isMissingNode()).isTrue();
    assertThat(user.user().code("campus_code")).isEmpty();
    edit(field, text("edited"));

    assertThatExceptionOfType(UserModifiedException.class)
        .isThrownBy(() -> users.replace(user, withGroup(user)));
    assertThat(written(field).asText()).isEqualTo("edited");
  }

  @Test
  void editOfAnotherField_shouldStayBesideTheWrite() throws Exception {
    StoredUser user = read(Map.of("status", text("ACTIVE"), "user_group", text("UG")));
    edit("status", text("INACTIVE"));

    users.replace(user, withGroup(user));

    assertThat(written("status").asText()).isEqualTo("INACTIVE");
    assertThat(written("user_group").asText()).isEqualTo("ALUMNI");
  }

  @Test
  void writeWithoutRecordedReads_shouldDependOnAllFields() {
    read(Map.of("status", text("ACTIVE"), "shoe_size", text("42")));
    StoredUser user = users.find(PrimaryId.of(id)).orElseThrow();
    edit("shoe_size", text("43"));

    assertThatExceptionOfType(UserModifiedException.class)
        .isThrownBy(() -> users.replace(user, withGroup(user)));
  }

  @Test
  void edit_ofADynamoDbSetThatWasRead_shouldRefuseTheWrite() {
    for (AttributeValue tags :
        List.of(
            texts("a", "b"),
            AttributeValue.fromSs(List.of("a", "b")),
            AttributeValue.fromNs(List.of("1", "2.50")))) {
      StoredUser unmodified = read(Map.of("tags", tags));
      assertThat(unmodified.user().get("tags")).hasSize(2);
      assertThatCode(() -> users.replace(unmodified, withGroup(unmodified)))
          .doesNotThrowAnyException();
      StoredUser modified = read(Map.of("tags", tags));
      assertThat(modified.user().get("tags")).hasSize(2);
      edit("tags", AttributeValue.fromSs(List.of("a", "c")));
      assertThatExceptionOfType(UserModifiedException.class)
          .isThrownBy(() -> users.replace(modified, withGroup(modified)));
    }
  }

  @Test
  void recordWithManyFields_shouldBeWrittenByAJobThatReadsAll() throws Exception {
    Map<String, AttributeValue> fields = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      fields.put("field_" + i, text("x"));
    }
    StoredUser user = read(fields);
    assertThat(user.user().record()).hasSizeGreaterThan(300);
    for (int i = 0; i < 300; i++) {
      user.user().get("absent_" + i);
    }
    user.user().get("");
    user.user().get("x".repeat(100_000));

    users.replace(user, withGroup(user));

    assertThat(written("user_group").asText()).isEqualTo("ALUMNI");
  }
}
