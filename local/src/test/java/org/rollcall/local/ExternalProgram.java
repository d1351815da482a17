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
 * Another program that writes users to the same table and does not know Rollcall. It writes single
 * fields, puts whole records without {@code rollcall}, and deletes users. It logs its writes, and
 * can compute the record that results if a job runs between two of them.
 */
final class ExternalProgram {

  private final DynamoDbClient table;
  private final Map<String, List<UnaryOperator<Optional<Map<String, String>>>>> log =
      new HashMap<>();

  ExternalProgram(DynamoDbClient table) {
    this.table = table;
  }

  /** Sets a field of an existing user. */
  void set(String id, String field, String value) {
    table.updateItem(
        update ->
            update
                .tableName(EmbeddedDynamoDb.TABLE)
                .key(key(id))
                .updateExpression("SET #f = :v")
                .expressionAttributeNames(Map.of("#f", field))
                .expressionAttributeValues(Map.of(":v", attribute(field, value))));
    log(id, present -> present.map(record -> with(record, field, value)));
  }

  /** Removes a field of an existing user. */
  void remove(String id, String field) {
    table.updateItem(
        update ->
            update
                .tableName(EmbeddedDynamoDb.TABLE)
                .key(key(id))
                .updateExpression("REMOVE #f")
                .expressionAttributeNames(Map.of("#f", field)));
    log(id, present -> present.map(record -> without(record, field)));
  }

  /** Replaces the whole record. */
  void put(String id, Map<String, String> record) {
    Map<String, AttributeValue> item = new HashMap<>(key(id));
    record.forEach((field, value) -> item.put(field, attribute(field, value)));
    table.putItem(put -> put.tableName(EmbeddedDynamoDb.TABLE).item(item));
    log(id, present -> Optional.of(record));
  }

  void delete(String id) {
    table.deleteItem(delete -> delete.tableName(EmbeddedDynamoDb.TABLE).key(key(id)));
    log(id, present -> Optional.empty());
  }

  private void log(String id, UnaryOperator<Optional<Map<String, String>>> write) {
    synchronized (log) {
      log.computeIfAbsent(id, any -> new ArrayList<>()).add(write);
    }
  }

  /** The number of writes of a user. */
  int writeCount(String id) {
    return log.getOrDefault(id, List.of()).size();
  }

  /**
   * The record that results if a job runs between two writes.
   *
   * @param writesBefore the number of writes before the job
   * @param job the job's change of a record
   */
  Optional<Map<String, String>> recordWithJob(
      String id, int writesBefore, UnaryOperator<Optional<Map<String, String>>> job) {
    List<UnaryOperator<Optional<Map<String, String>>>> writes = log.getOrDefault(id, List.of());
    Optional<Map<String, String>> record = Optional.empty();
    for (int i = 0; i < writes.size(); i++) {
      record = i == writesBefore ? job.apply(record) : record;
      record = writes.get(i).apply(record);
    }
    return writesBefore == writes.size() ? job.apply(record) : record;
  }

  /**
   * The record in the table. Coded values are read as codes, and contact information as the
   * address.
   */
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

  /** Whether the user's item has the attribute {@code rollcall}. */
  boolean hasRollcallState(String id) {
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

  /** A text, or an email address in Alma's structure. */
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
