package org.rollcall.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Values that are kept in memory as JSON, so that they need not be read a second time. If they are
 * larger than {@value #MAX_BYTES} bytes, none is kept. Not thread-safe. See D-186.
 *
 * @param <T> the type of the values
 */
public final class JsonBuffer<T> {

  private static final int MAX_BYTES = 64 << 20;

  private final Class<T> type;
  private Optional<List<byte[]>> values = Optional.of(new ArrayList<>());
  private int size;

  public JsonBuffer(Class<T> type) {
    this.type = type;
  }

  public void add(T value) {
    values.ifPresent(
        kept -> {
          byte[] json = Json.bytes(value);
          size += json.length;
          kept.add(json);
        });
    values = values.filter(kept -> size <= MAX_BYTES);
  }

  /** The values in the order in which they were added; empty if they were not kept. */
  public Optional<Stream<T>> values() {
    return values.map(kept -> kept.stream().map(json -> Json.read(json, type)));
  }
}
