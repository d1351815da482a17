package org.rollcall.local.states.map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rollcall.local.states.data.StateData;

/**
 * What the items of a Map came to. More than a state may pass on is not kept: the memory it takes
 * is bounded.
 */
final class MapResults {

  private final int count;
  private final Map<Integer, JsonNode> outputs = new TreeMap<>();
  private long length;

  MapResults(int count) {
    this.count = count;
  }

  synchronized void put(int index, JsonNode output) {
    length += StateData.text(output).length() + 1L;
    if (length > StateData.MOST_BYTES) {
      outputs.clear();
    } else {
      outputs.put(index, output);
    }
  }

  /** All outputs in the order of the items; nothing if they are too large to be passed on. */
  synchronized Optional<JsonNode> all() {
    if (length > StateData.MOST_BYTES) {
      return Optional.empty();
    }
    ArrayNode all = StateData.array();
    for (int i = 0; i < count; i++) {
      all.add(outputs.getOrDefault(i, NullNode.instance));
    }
    return Optional.of(all);
  }
}
