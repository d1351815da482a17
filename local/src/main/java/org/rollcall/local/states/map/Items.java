package org.rollcall.local.states.map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import org.rollcall.local.states.data.StateData;

/** The items of a Map, handed out one after the other to whoever asks, on any thread. */
final class Items {

  /** An item and its place, counted from 0. */
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
   * The items in a JSON array. They are read one by one when they are asked for: of a long array,
   * only the text is in memory.
   *
   * @param most how many of them to take
   * @throws IOException if the text is not one JSON array
   */
  static Items parse(byte[] array, long most) throws IOException {
    int count = 0;
    try (JsonParser parser = StateData.MAPPER.createParser(array)) {
      requireArray(parser);
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        parser.skipChildren();
        count++;
      }
      if (parser.nextToken() != null) {
        throw new IOException("There is something after the array.");
      }
    }
    JsonParser parser = StateData.MAPPER.createParser(array);
    requireArray(parser);
    parser.nextToken();
    return new Items(
        (int) Math.min(count, most), StateData.MAPPER.readerFor(JsonNode.class).readValues(parser));
  }

  private static void requireArray(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      throw new IOException("Attempting to map over non-iterable node.");
    }
  }

  int count() {
    return count;
  }

  /** The next item, unless all have been handed out. */
  synchronized Optional<Item> next() {
    return next < count ? Optional.of(new Item(next++, values.next())) : Optional.empty();
  }
}
