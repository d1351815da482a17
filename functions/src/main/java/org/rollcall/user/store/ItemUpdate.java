package org.rollcall.user.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.aws.UsesAwsSdk;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Puts a conditional write together in DynamoDB's expression language. */
@UsesAwsSdk
final class ItemUpdate {

  private final List<String> conditions = new ArrayList<>();
  private final List<String> sets = new ArrayList<>();
  private final List<String> removes = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();

  /**
   * A conditional write.
   *
   * @param exists whether the item must be there, or must not
   */
  ItemUpdate(boolean exists) {
    conditions.add(
        (exists ? "attribute_exists(" : "attribute_not_exists(") + name(UserTable.KEY) + ")");
  }

  /** Requires a version of the bookkeeping; 0 stands for an item that has none. */
  void requireVersion(long version) {
    String path = name(UserTable.BOOKKEEPING) + "." + name("version");
    AttributeValue number = AttributeValue.fromN(Long.toString(version));
    conditions.add(
        version == 0
            ? "(attribute_not_exists(" + path + ") OR " + path + " = " + value(number) + ")"
            : path + " = " + value(number));
  }

  /** Requires an attribute to be as given, or not to be there. */
  void require(String attribute, Optional<AttributeValue> present) {
    conditions.add(
        present
            .map(value -> name(attribute) + " = " + value(value))
            .orElseGet(() -> "attribute_not_exists(" + name(attribute) + ")"));
  }

  void set(String attribute, AttributeValue value) {
    sets.add(name(attribute) + " = " + value(value));
  }

  void change(String attribute, Optional<AttributeValue> next) {
    next.ifPresentOrElse(value -> set(attribute, value), () -> removes.add(name(attribute)));
  }

  UpdateItemRequest.Builder into(UpdateItemRequest.Builder request) {
    String removal = removes.isEmpty() ? "" : " REMOVE " + String.join(", ", removes);
    return request
        .conditionExpression(String.join(" AND ", conditions))
        .updateExpression("SET " + String.join(", ", sets) + removal)
        .expressionAttributeNames(names)
        .expressionAttributeValues(values);
  }

  Put.Builder into(Put.Builder put) {
    put.conditionExpression(String.join(" AND ", conditions)).expressionAttributeNames(names);
    // DynamoDB refuses an empty map of values.
    return values.isEmpty() ? put : put.expressionAttributeValues(values);
  }

  private String name(String attribute) {
    return names.entrySet().stream()
        .filter(known -> known.getValue().equals(attribute))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(
            () -> {
              String placeholder = "#n" + names.size();
              names.put(placeholder, attribute);
              return placeholder;
            });
  }

  private String value(AttributeValue value) {
    String placeholder = ":v" + values.size();
    values.put(placeholder, value);
    return placeholder;
  }
}
