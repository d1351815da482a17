package org.rollcall.local.states.map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import org.rollcall.local.states.data.StateData;

/** A thread-safe queue of the items of a Map. */
final class Items {

  /** An item and its index, counted from 0. */
  record Item(int index, JsonNode value) {}

  private final int count;
  private final Iterator<JsonNode> values;
  private int next;

  private Items(int count, Iterator<JsonNode> values) {
    this.count = count;
    this.values = values;
  }

  static Items of(JsonNode array) {
    return new Items(array.size(), array.elements());
  }

  /**
   * Reads items from a JSON array. Items are parsed one at a time on demand, so that only the text
   * of a long array is in memory.
   *
   * @param maxCount the maximum number of items; further items are ignored
   * @throws IOException if the text is not exactly one JSON array
   */
  static Items parse(byte[] array, long maxCount) throws IOException {
    int count = 0;
    try (JsonParser parser = StateData.MAPPER.createParser(array)) {
      requireArray(parser);
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        parser.skipChildren();
        count++;
      }
      if (parser.nextToken() != null) {
        throw new IOException("There is text after the array.");
      }
    }
    JsonParser parser = StateData.MAPPER.createParser(array);
    requireArray(parser);
    parser.nextToken();
    return new Items(
        (int) Math.min(count, maxCount),
        StateData.MAPPER.readerFor(JsonNode.class).readValues(parser));
  }

  private static void requireArray(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      throw new IOException("Attempting to map over non-iterable node.");
    }
  }

  int count() {
    return count;
  }

  /** Removes the next item; empty if there are no more items. */
  synchronized Optional<Item> next() {
    return next < count ? Optional.of(new Item(next++, values.next())) : Optional.empty();
  }
}
