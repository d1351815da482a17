package org.rollcall.local;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.rollcall.local.stack.EmbeddedDynamoDb;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A program that keeps users in the same table and knows nothing of Rollcall: it writes single
 * fields, puts whole records without {@code rollcall}, and deletes. It remembers what it has done
 * to each user, and so can tell what would be in the table had a job come in between.
 */
final class OtherProgram {

  private final DynamoDbClient table;
  private final Map<String, List<UnaryOperator<Optional<Map<String, String>>>>> log =
      new HashMap<>();

  OtherProgram(DynamoDbClient table) {
    this.table = requireNonNull(table, "table is null");
  }

  /** Sets a field of a user who is there. */
  void set(String id, String field, String value) {
    table.updateItem(
        update ->
            update
                .tableName(EmbeddedDynamoDb.TABLE)
                .key(key(id))
                .updateExpression("SET #f = :v")
                .expressionAttributeNames(Map.of("#f", field))
                .expressionAttributeValues(Map.of(":v", attribute(field, value))));
    note(id, present -> present.map(record -> with(record, field, value)));
  }

  /** Takes a field of a user who is there away. */
  void remove(String id, String field) {
    table.updateItem(
        update ->
            update
                .tableName(EmbeddedDynamoDb.TABLE)
                .key(key(id))
                .updateExpression("REMOVE #f")
                .expressionAttributeNames(Map.of("#f", field)));
    note(id, present -> present.map(record -> without(record, field)));
  }

  /** Puts a whole record over whatever was there. */
  void put(String id, Map<String, String> record) {
    Map<String, AttributeValue> item = new HashMap<>(key(id));
    record.forEach((field, value) -> item.put(field, attribute(field, value)));
    table.putItem(put -> put.tableName(EmbeddedDynamoDb.TABLE).item(item));
    note(id, present -> Optional.of(record));
  }

  void delete(String id) {
    table.deleteItem(delete -> delete.tableName(EmbeddedDynamoDb.TABLE).key(key(id)));
    note(id, present -> Optional.empty());
  }

  private void note(String id, UnaryOperator<Optional<Map<String, String>>> write) {
    synchronized (log) {
      log.computeIfAbsent(id, any -> new ArrayList<>()).add(write);
    }
  }

  /** How often it has written a user. */
  int writes(String id) {
    return log.getOrDefault(id, List.of()).size();
  }

  /**
   * A user's record, had a job come between two writes.
   *
   * @param before how many writes came before the job
   * @param job what the job makes of a record
   */
  Optional<Map<String, String>> with(
      String id, int before, UnaryOperator<Optional<Map<String, String>>> job) {
    List<UnaryOperator<Optional<Map<String, String>>>> writes = log.getOrDefault(id, List.of());
    Optional<Map<String, String>> record = Optional.empty();
    for (int i = 0; i < writes.size(); i++) {
      record = i == before ? job.apply(record) : record;
      record = writes.get(i).apply(record);
    }
    return before == writes.size() ? job.apply(record) : record;
  }

  /** What is in the table: texts, of codes the code, of contact information the address. */
  Optional<Map<String, String>> read(String id) {
    Map<String, AttributeValue> item =
        table
            .getItem(get -> get.tableName(EmbeddedDynamoDb.TABLE).key(key(id)).consistentRead(true))
            .item();
    if (item.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> record = new HashMap<>();
    item.forEach(
        (field, value) -> {
          if (!field.equals("rollcall") && !field.equals("primary_id")) {
            record.put(field, text(field, value));
          }
        });
    return Optional.of(record);
  }

  /** Whether Rollcall keeps anything of a user. */
  boolean isKept(String id) {
    return table
        .getItem(get -> get.tableName(EmbeddedDynamoDb.TABLE).key(key(id)).consistentRead(true))
        .item()
        .containsKey("rollcall");
  }

  static Map<String, String> with(Map<String, String> record, String field, String value) {
    Map<String, String> copy = new HashMap<>(record);
    copy.put(field, value);
    return copy;
  }

  static Map<String, String> without(Map<String, String> record, String field) {
    Map<String, String> copy = new HashMap<>(record);
    copy.remove(field);
    return copy;
  }

  static Map<String, AttributeValue> key(String id) {
    return Map.of("primary_id", AttributeValue.fromS(id));
  }

  /** A text, or an email address as Alma has it. */
  private static AttributeValue attribute(String field, String value) {
    return field.equals("contact_info")
        ? AttributeValue.fromM(
            Map.of(
                "email",
                AttributeValue.fromL(
                    List.of(
                        AttributeValue.fromM(
                            Map.of(
                                "email_address",
                                AttributeValue.fromS(value),
                                "preferred",
                                AttributeValue.fromBool(true)))))))
        : AttributeValue.fromS(value);
  }

  private static String text(String field, AttributeValue value) {
    if (field.equals("contact_info")) {
      return member(member(value, "email").l().get(0), "email_address").s();
    }
    return value.hasM() ? member(value, "value").s() : value.s();
  }

  private static AttributeValue member(AttributeValue map, String name) {
    return requireNonNull(map.m().get(name), name);
  }
}
