package org.rollcall.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.util.Map;
import java.util.TreeMap;
import org.rollcall.id.Sha256;
import org.rollcall.json.Json;

/**
 * A digest of a job's input. It does not depend on the order of keys or on how numbers are written,
 * because a state machine may change both. See D-071.
 */
public final class InputDigest {

  private InputDigest() {}

  /** The SHA-256 digest in hexadecimal. */
  public static String of(JsonNode input) {
    return Sha256.hex(canonical(input));
  }

  /** JSON that does not depend on the order of keys or on how numbers are written. */
  public static byte[] canonical(JsonNode node) {
    return Json.bytes(normalized(node));
  }

  private static JsonNode normalized(JsonNode node) {
    if (node.isObject()) {
      Map<String, JsonNode> fields = new TreeMap<>();
      node.properties().forEach(field -> fields.put(field.getKey(), normalized(field.getValue())));
      return Json.MAPPER.createObjectNode().setAll(fields);
    }
    if (node.isArray()) {
      ArrayNode items = Json.MAPPER.createArrayNode();
      node.forEach(item -> items.add(normalized(item)));
      return items;
    }
    return node.isNumber() ? DoubleNode.valueOf(node.doubleValue()) : node;
  }
}
