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

/** Builds the expressions of a conditional write to a user's item. */
@UsesAwsSdk
public final class ItemUpdate {

  private final List<String> conditions = new ArrayList<>();
  private final List<String> sets = new ArrayList<>();
  private final List<String> removes = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();

  /**
   * A write without changes.
   *
   * @param exists whether the item must exist (true) or must not exist (false)
   */
  public ItemUpdate(boolean exists) {
    conditions.add(
        (exists ? "attribute_exists(" : "attribute_not_exists(") + name(UserItem.KEY) + ")");
  }

  /** Requires a version of the state; version 0 also matches an item without a state. */
  public void requireVersion(long version) {
    String path = name(UserItem.STATE) + "." + name("version");
    AttributeValue number = AttributeValue.fromN(Long.toString(version));
    conditions.add(
        version == 0
            ? "(attribute_not_exists(" + path + ") OR " + path + " = " + value(number) + ")"
            : path + " = " + value(number));
  }

  /** Requires the value of an attribute; an empty value requires that the attribute is missing. */
  void require(String attribute, Optional<AttributeValue> expected) {
    conditions.add(
        expected
            .map(value -> name(attribute) + " = " + value(value))
            .orElseGet(() -> "attribute_not_exists(" + name(attribute) + ")"));
  }

  void set(String attribute, AttributeValue value) {
    sets.add(name(attribute) + " = " + value(value));
  }

  /** Sets an attribute, or removes it if the new value is empty. */
  void replace(String attribute, Optional<AttributeValue> newValue) {
    newValue.ifPresentOrElse(value -> set(attribute, value), () -> removes.add(name(attribute)));
  }

  /** Adds the conditions and the changes to a request. */
  UpdateItemRequest.Builder applyTo(UpdateItemRequest.Builder request) {
    String removal = removes.isEmpty() ? "" : " REMOVE " + String.join(", ", removes);
    return request
        .conditionExpression(String.join(" AND ", conditions))
        .updateExpression("SET " + String.join(", ", sets) + removal)
        .expressionAttributeNames(names)
        .expressionAttributeValues(values);
  }

  /** Adds the conditions to a request that replaces the whole item. */
  public Put.Builder applyTo(Put.Builder put) {
    put.conditionExpression(String.join(" AND ", conditions)).expressionAttributeNames(names);
    // DynamoDB rejects an empty map of values.
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
