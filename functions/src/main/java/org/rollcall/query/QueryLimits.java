package org.rollcall.query;

import com.dashjoin.jsonata.Jsonata.Frame;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Limits the time, depth and memory of one evaluation. The engine reports every step. The work in a
 * step is proportional to the size of its values, and this size is limited. {@link
 * BoundedFunctions} replaces the functions for which this is not true. See D-052.
 */
final class QueryLimits {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  /** The maximum depth of nested steps. */
  private static final int MAX_DEPTH = 200;

  /**
   * The maximum approximate size of one value. For comparison, a user's item has at most 400 KB.
   */
  private static final int MAX_VALUE_BYTES = 4 << 20;

  /** The maximum approximate size of all values that an evaluation creates. */
  private static final long MAX_TOTAL_BYTES = 64L << 20;

  /** The approximate size of an object, not including the characters of a text. */
  private static final int OBJECT_BYTES = 32;

  private final long start = System.nanoTime();
  private final IdentityHashMap<Object, Long> sizes = new IdentityHashMap<>();
  private long totalBytes;
  private int depth;

  /** Starts the timeout. The input does not count towards the memory limit. */
  QueryLimits(@Nullable Object input) {
    size(input);
  }

  /** Makes the engine report every step. */
  void observe(Frame frame) {
    frame.setEvaluateEntryCallback((expression, input, environment) -> enter());
    frame.setEvaluateExitCallback((expression, input, environment, result) -> leave(result));
  }

  private void enter() {
    if (++depth > MAX_DEPTH) {
      throw new QueryLimitException();
    }
    checkTime();
  }

  private void leave(@Nullable Object result) {
    depth--;
    checkTime();
    if (result instanceof Pattern) {
      // QueryText failed to replace this regular expression. Matching it could not be stopped.
      throw new QueryLimitException();
    }
    if (result instanceof String || !sizes.containsKey(result)) {
      add(size(result));
    }
  }

  /**
   * Checks the timeout.
   *
   * @throws QueryLimitException if the timeout has passed
   */
  void checkTime() {
    if (System.nanoTime() - start > TIMEOUT.toNanos()) {
      throw new QueryLimitException();
    }
  }

  /**
   * Counts a text that is about to be created.
   *
   * @param length in characters
   * @throws QueryLimitException if the text exceeds a limit
   */
  void addText(long length) {
    add(OBJECT_BYTES + length);
  }

  /**
   * Counts a value that was created.
   *
   * @throws QueryLimitException if the value exceeds a limit
   */
  void addValue(Object value) {
    add(size(value));
  }

  private void add(long size) {
    totalBytes += size;
    if (size > MAX_VALUE_BYTES || totalBytes > MAX_TOTAL_BYTES) {
      throw new QueryLimitException();
    }
  }

  /** The approximate size in bytes. A value that occurs several times is counted each time. */
  private long size(@Nullable Object value) {
    if (value instanceof String text) {
      return (long) OBJECT_BYTES + text.length();
    }
    if (!(value instanceof List) && !(value instanceof Map)) {
      return OBJECT_BYTES;
    }
    Long known = sizes.get(value);
    if (known != null) {
      return known;
    }
    long size = OBJECT_BYTES;
    if (value instanceof List<?> list) {
      if ((long) list.size() * OBJECT_BYTES > MAX_VALUE_BYTES) {
        throw new QueryLimitException();
      }
      for (Object item : list) {
        size += size(item);
      }
    } else {
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        size += size(entry.getKey()) + size(entry.getValue());
      }
    }
    sizes.put(value, size);
    return size;
  }
}
