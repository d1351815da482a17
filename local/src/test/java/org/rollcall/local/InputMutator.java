package org.rollcall.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Creates invalid inputs from valid ones. The same seed creates the same inputs. */
final class InputMutator {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\u0000",
          "a\r\nBcc: x@example.org",
          "\ud800",
          "ＡＤＭＩＮ",
          "../../jobs/x",
          "=1+1",
          "{{",
          "{{user.first_name}}",
          "{% $now() %}",
          "$sum(**)",
          "(function(){$f()})()",
          "9999-12-31",
          "0000-00-00",
          "2027-02-29",
          "P1Y",
          "-P1Y",
          "ALWAYS",
          "null",
          "true",
          "user.manager",
          "USER.MANAGER",
          "21",
          "x".repeat(20_000));

  private final Random random;

  InputMutator(long seed) {
    this.random = new Random(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /** A copy of a tree with one to four changes. */
  JsonNode mutate(JsonNode tree) {
    JsonNode mutant = tree.deepCopy();
    for (int i = below(4); i >= 0; i--) {
      List<JsonNode> places = new ArrayList<>();
      collect(mutant, places);
      if (places.isEmpty()) {
        return value(2);
      }
      change(oneOf(places));
    }
    return mutant;
  }

  private static void collect(JsonNode node, List<JsonNode> places) {
    if (node.isContainerNode()) {
      places.add(node);
      node.forEach(child -> collect(child, places));
    }
  }

  private void change(JsonNode place) {
    if (place instanceof ObjectNode object) {
      List<String> keys = new ArrayList<>();
      object.fieldNames().forEachRemaining(keys::add);
      String key = keys.isEmpty() || below(8) == 0 ? oneOf(TEXTS) : oneOf(keys);
      switch (below(4)) {
        case 0 -> object.remove(key);
        case 1 -> object.set(key + (below(2) == 0 ? "s" : ""), value(2));
        case 2 -> object.set(key.toUpperCase(Locale.ROOT), value(1));
        default -> object.set(key, value(3));
      }
    } else if (place instanceof ArrayNode array) {
      switch (below(4)) {
        case 0 -> array.add(value(2));
        case 1 -> array.removeAll();
        case 2 -> array.addAll(array.deepCopy());
        default -> array.insert(0, array.isEmpty() ? value(1) : array.get(below(array.size())));
      }
    }
  }

  private JsonNode value(int depth) {
    return switch (below(depth > 0 ? 9 : 7)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(below(2) == 0);
      case 2 -> NODES.numberNode(random.nextInt());
      case 3 -> NODES.numberNode(-1.5e300);
      case 4 -> NODES.numberNode(below(200));
      case 5, 6 -> NODES.textNode(oneOf(TEXTS));
      case 7 -> NODES.arrayNode().add(value(depth - 1)).add(value(depth - 1));
      default -> NODES.objectNode().set(oneOf(TEXTS), value(depth - 1));
    };
  }

  /**
   * A copy of bytes with one to eight ranges overwritten, removed, duplicated, or replaced by a
   * special text.
   */
  byte[] mutate(byte[] bytes) {
    byte[] mutant = bytes;
    for (int i = below(8); i >= 0; i--) {
      int from = below(mutant.length + 1);
      int to = Math.min(mutant.length, from + below(12));
      mutant =
          switch (below(5)) {
            case 0 -> spliced(mutant, from, to, new byte[0]);
            case 1 -> spliced(mutant, from, from, Arrays.copyOfRange(mutant, from, to));
            case 2 -> spliced(mutant, from, to, new byte[] {(byte) below(256)});
            case 3 -> spliced(mutant, from, to, oneOf(TEXTS).getBytes(StandardCharsets.UTF_8));
            default -> spliced(mutant, from, mutant.length, new byte[0]);
          };
    }
    return mutant;
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] middle) {
    byte[] result = new byte[from + middle.length + bytes.length - to];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(middle, 0, result, from, middle.length);
    System.arraycopy(bytes, to, result, from + middle.length, bytes.length - to);
    return result;
  }
}
