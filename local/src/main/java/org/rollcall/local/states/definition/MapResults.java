package org.rollcall.local.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.Optional;
import org.rollcall.local.states.expression.StateData;

/**
 * The results of a Map's items. Results beyond {@link StateData#MAX_BYTES} are discarded, so that
 * the used memory is bounded.
 */
final class MapResults {

  private final JsonNode[] results;
  private long length;

  MapResults(int count) {
    results = new JsonNode[count];
  }

  synchronized void put(int index, JsonNode result) {
    length += result.toString().length() + 1L;
    if (!isTooLarge()) {
      results[index] = result;
    }
  }

  /** All results in the order of the items, after each was put; empty if they exceed the limit. */
  synchronized Optional<JsonNode> all() {
    return isTooLarge()
        ? Optional.empty()
        : Optional.of(JsonNodeFactory.instance.arrayNode().addAll(Arrays.asList(results)));
  }

  private boolean isTooLarge() {
    return length > StateData.MAX_BYTES;
  }
}
