package org.rollcall.local.states.map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rollcall.local.states.data.StateData;

/**
 * The results of a Map's items. Results beyond {@link StateData#MAX_BYTES} are discarded, so that
 * the used memory is bounded.
 */
final class MapResults {

  private final int count;
  private final Map<Integer, JsonNode> results = new TreeMap<>();
  private long length;

  MapResults(int count) {
    this.count = count;
  }

  synchronized void put(int index, JsonNode result) {
    length += StateData.text(result).length() + 1L;
    if (isTooLarge()) {
      results.clear();
    } else {
      results.put(index, result);
    }
  }

  /** All results in the order of the items; empty if they exceed the limit. */
  synchronized Optional<JsonNode> all() {
    if (isTooLarge()) {
      return Optional.empty();
    }
    ArrayNode all = StateData.array();
    for (int i = 0; i < count; i++) {
      all.add(results.getOrDefault(i, NullNode.instance));
    }
    return Optional.of(all);
  }

  private boolean isTooLarge() {
    return length > StateData.MAX_BYTES;
  }
}
