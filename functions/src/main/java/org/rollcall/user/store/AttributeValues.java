package org.rollcall.user.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.rollcall.aws.UsesAwsSdk;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts JSON to DynamoDB attribute values and back. */
@UsesAwsSdk
final class AttributeValues {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private AttributeValues() {}

  static Map<String, AttributeValue> of(ObjectNode object) {
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    object.properties().forEach(field -> attributes.put(field.getKey(), of(field.getValue())));
    return attributes;
  }

  static AttributeValue of(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return AttributeValue.fromM(of(object));
    }
    if (node.isArray()) {
      List<AttributeValue> items = new ArrayList<>();
      node.forEach(item -> items.add(of(item)));
      return AttributeValue.fromL(items);
    }
    if (node.isNumber()) {
      return AttributeValue.fromN(node.decimalValue().toString());
    }
    if (node.isBoolean()) {
      return AttributeValue.fromBool(node.booleanValue());
    }
    return node.isNull() ? AttributeValue.fromNul(true) : AttributeValue.fromS(node.textValue());
  }

  /** The DynamoDB set that is read as the same list; empty if there is none. */
  static Optional<AttributeValue> asSet(JsonNode list) {
    if (!list.isArray() || list.isEmpty()) {
      return Optional.empty();
    }
    List<JsonNode> items = StreamSupport.stream(list.spliterator(), false).toList();
    if (items.stream().distinct().count() < items.size()) {
      return Optional.empty();
    }
    if (items.stream().allMatch(JsonNode::isTextual)) {
      return Optional.of(AttributeValue.fromSs(items.stream().map(JsonNode::textValue).toList()));
    }
    return items.stream().allMatch(JsonNode::isNumber)
        ? Optional.of(
            AttributeValue.fromNs(
                items.stream().map(item -> item.decimalValue().toString()).toList()))
        : Optional.empty();
  }

  static ObjectNode json(Map<String, AttributeValue> attributes) {
    ObjectNode object = NODES.objectNode();
    attributes.forEach((name, value) -> object.set(name, json(value)));
    return object;
  }

  private static JsonNode json(AttributeValue value) {
    return switch (value.type()) {
      case M -> json(value.m());
      case L -> array(value.l().stream().map(AttributeValues::json).toList());
      case N -> NODES.numberNode(new BigDecimal(value.n()));
      case BOOL -> NODES.booleanNode(value.bool());
      case S -> NODES.textNode(value.s());
      case SS -> array(value.ss().stream().map(NODES::textNode).toList());
      case NS -> array(value.ns().stream().map(n -> NODES.numberNode(new BigDecimal(n))).toList());
      default -> NullNode.getInstance();
    };
  }

  private static ArrayNode array(List<? extends JsonNode> items) {
    return NODES.arrayNode().addAll(items);
  }
}
