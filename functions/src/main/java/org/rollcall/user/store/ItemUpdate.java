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

/** Builds the condition expression and the update expression of a write to a user's item. */
@UsesAwsSdk
public final class ItemUpdate {

  private final List<String> conditions = new ArrayList<>();
  private final List<String> setActions = new ArrayList<>();
  private final List<String> removeActions = new ArrayList<>();
  private final Map<String, String> placeholders = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();

  /**
   * Creates an update without changes.
   *
   * @param mustExist true if the item must exist; false if it must not exist
   */
  public ItemUpdate(boolean mustExist) {
    conditions.add(
        (mustExist ? "attribute_exists(" : "attribute_not_exists(")
            + namePlaceholder(UserItem.KEY)
            + ")");
  }

  /** Requires that the state has a version. An item without a state has version 0. */
  public void requireVersion(long version) {
    String versionPath = namePlaceholder(UserItem.STATE) + "." + namePlaceholder("version");
    String isVersion =
        versionPath + " = " + valuePlaceholder(AttributeValue.fromN(Long.toString(version)));
    conditions.add(
        version == 0
            ? "(attribute_not_exists(" + versionPath + ") OR " + isVersion + ")"
            : isVersion);
  }

  /** Requires that an attribute has a value, or that it does not exist if the value is empty. */
  void requireValue(String attribute, Optional<AttributeValue> expectedValue) {
    conditions.add(
        expectedValue
            .map(value -> namePlaceholder(attribute) + " = " + valuePlaceholder(value))
            .orElseGet(() -> "attribute_not_exists(" + namePlaceholder(attribute) + ")"));
  }

  /** Requires that an attribute has one of two values. */
  void requireOneOf(String attribute, AttributeValue one, AttributeValue other) {
    conditions.add(
        "%s IN (%s, %s)"
            .formatted(namePlaceholder(attribute), valuePlaceholder(one), valuePlaceholder(other)));
  }

  void set(String attribute, AttributeValue value) {
    setActions.add(namePlaceholder(attribute) + " = " + valuePlaceholder(value));
  }

  /** Sets an attribute, or removes it if the new value is empty. */
  void setOrRemove(String attribute, Optional<AttributeValue> newValue) {
    newValue.ifPresentOrElse(
        value -> set(attribute, value), () -> removeActions.add(namePlaceholder(attribute)));
  }

  /** Adds the conditions and the changes to a request. */
  UpdateItemRequest.Builder applyTo(UpdateItemRequest.Builder request) {
    String removeClause =
        removeActions.isEmpty() ? "" : " REMOVE " + String.join(", ", removeActions);
    return request
        .conditionExpression(String.join(" AND ", conditions))
        .updateExpression("SET " + String.join(", ", setActions) + removeClause)
        .expressionAttributeNames(names)
        .expressionAttributeValues(values);
  }

  /** Adds the conditions to a request that replaces the whole item. */
  public Put.Builder applyTo(Put.Builder put) {
    put.conditionExpression(String.join(" AND ", conditions)).expressionAttributeNames(names);
    // DynamoDB rejects an empty map of values.
    return values.isEmpty() ? put : put.expressionAttributeValues(values);
  }

  /** The placeholder of an attribute's name. */
  private String namePlaceholder(String attribute) {
    String placeholder =
        placeholders.computeIfAbsent(attribute, name -> "#n" + placeholders.size());
    names.put(placeholder, attribute);
    return placeholder;
  }

  /** Adds a placeholder for a value. */
  private String valuePlaceholder(AttributeValue value) {
    String placeholder = ":v" + values.size();
    values.put(placeholder, value);
    return placeholder;
  }
}
