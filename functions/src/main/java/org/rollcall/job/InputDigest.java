package org.rollcall.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.rollcall.json.Json;

/**
 * A digest of a job's input as JSON. On its way through a state machine, an input's keys may change
 * their order and its numbers the way they are written; the digest stays the same.
 */
public final class InputDigest {

  private InputDigest() {}

  /** SHA-256 in hexadecimal. */
  public static String of(JsonNode input) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Json.bytes(ordered(input)));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new LinkageError("every Java has SHA-256", e);
    }
  }

  private static JsonNode ordered(JsonNode node) {
    if (node.isObject()) {
      Map<String, JsonNode> fields = new TreeMap<>();
      node.properties().forEach(field -> fields.put(field.getKey(), ordered(field.getValue())));
      return Json.MAPPER.createObjectNode().setAll(fields);
    }
    if (node.isArray()) {
      ArrayNode items = Json.MAPPER.createArrayNode();
      node.forEach(item -> items.add(ordered(item)));
      return items;
    }
    return node.isNumber() ? DoubleNode.valueOf(node.doubleValue()) : node;
  }
}
