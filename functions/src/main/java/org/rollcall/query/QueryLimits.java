package org.rollcall.query;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Limits the work, depth and memory of an evaluation by counting, never by time. So an evaluation
 * has the same result on every machine. The engine reports every step. A step costs the approximate
 * size in bytes of its result. {@link QueryFunctions} adds the cost of functions whose work or
 * result is not proportional to their arguments. See D-111.
 */
final class QueryLimits {

  /** The maximum depth of nested steps. */
  private static final int MAX_DEPTH = 200;

  /** Some of the engine's steps copy a list for each of its items. */
  private static final int MAX_LIST_SIZE = 20_000;

  /** For comparison, a user's item has at most 400 KB. */
  private static final int MAX_VALUE_BYTES = 8 << 20;

  private static final long MAX_TOTAL_BYTES = 64L << 20;

  /** The size of a value, not including the characters of a text and the items of a list. */
  private static final int VALUE_BYTES = 64;

  /** The part of an object's size that a step costs if the object existed before. */
  private static final int REUSE_DIVISOR = 32;

  private IdentityHashMap<Object, Long> sizes = new IdentityHashMap<>();
  private long totalBytes;
  private int depth;
  private boolean isExceeded;

  /** Starts a new evaluation. */
  void restart() {
    sizes = new IdentityHashMap<>();
    totalBytes = 0;
    depth = 0;
    isExceeded = false;
  }

  /** Whether the evaluation has exceeded a limit. The engine may hide the exception for it. */
  boolean isExceeded() {
    return isExceeded;
  }

  /** Enters a step. */
  void enter() {
    require(++depth <= MAX_DEPTH);
  }

  /** Leaves a step. */
  void leave(@Nullable Object result) {
    depth--;
    boolean isReused = result instanceof Map && sizes.containsKey(result);
    long size = size(result);
    require(size <= MAX_VALUE_BYTES);
    add(isReused ? size / REUSE_DIVISOR : size);
  }

  /** Adds a value to a list that a function creates. */
  void addTo(List<Object> list, Object value) {
    add(size(value));
    list.add(value);
  }

  /**
   * Counts work, or a text that is about to be created.
   *
   * @param bytes the cost
   * @throws IllegalStateException if a limit is exceeded
   */
  void add(long bytes) {
    totalBytes += bytes;
    require(totalBytes <= MAX_TOTAL_BYTES);
  }

  /** Counts a step that copies all previous items of a list, of which there may be many. */
  void addCopy() {
    add(MAX_TOTAL_BYTES / MAX_LIST_SIZE);
  }

  private void require(boolean isWithinLimit) {
    if (!isWithinLimit) {
      isExceeded = true;
      throw new IllegalStateException("the query exceeds a limit");
    }
  }

  /** The approximate size in bytes. A value that occurs several times is counted each time. */
  private long size(@Nullable Object value) {
    if (value instanceof String text) {
      return (long) VALUE_BYTES + text.length();
    }
    if (!(value instanceof List) && !(value instanceof Map)) {
      return VALUE_BYTES;
    }
    Long known = sizes.get(value);
    if (known != null) {
      return known;
    }
    long size = VALUE_BYTES;
    if (value instanceof List<?> list) {
      require(list.size() <= MAX_LIST_SIZE);
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
