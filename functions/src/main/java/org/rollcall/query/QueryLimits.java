package org.rollcall.query;

import com.dashjoin.jsonata.Jsonata.Frame;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one answer may take: time, nested calls, and room. The engine reports every step; what it
 * does within one step is in proportion to the values of that step, which are bounded, but for the
 * functions that {@link BoundedFunctions} replaces.
 */
final class QueryLimits {

  private static final Duration TIME = Duration.ofSeconds(1);

  /** How deep steps may nest. */
  private static final int DEEPEST = 200;

  /** How large one value may be, in bytes, roughly; a user's item has 400 KB at most. */
  private static final int LARGEST = 4 << 20;

  /** How large all values may be together that an answer makes on its way, in bytes, roughly. */
  private static final long MOST_MADE = 64L << 20;

  /** What anything takes beside its characters, in bytes, roughly. */
  private static final int SHELL = 32;

  private final long start = System.nanoTime();
  private final IdentityHashMap<Object, Long> sizes = new IdentityHashMap<>();
  private long made;
  private int depth;

  /** Bounds for an answer about a value, which counts for nothing itself. */
  QueryLimits(@Nullable Object input) {
    size(input);
  }

  /** Has every step of the engine reported. */
  void watch(Frame frame) {
    frame.setEvaluateEntryCallback((expression, input, environment) -> enter());
    frame.setEvaluateExitCallback((expression, input, environment, result) -> leave(result));
  }

  private void enter() {
    if (++depth > DEEPEST) {
      throw new QueryLimitException();
    }
    checkTime();
  }

  private void leave(@Nullable Object result) {
    depth--;
    checkTime();
    if (result instanceof Pattern) {
      // The engine's own regular expressions, which cannot be stopped; QueryText has missed one.
      throw new QueryLimitException();
    }
    if (result instanceof String || !sizes.containsKey(result)) {
      takes(size(result));
    }
  }

  /**
   * Goes on if there is time.
   *
   * @throws QueryLimitException otherwise
   */
  void checkTime() {
    if (System.nanoTime() - start > TIME.toNanos()) {
      throw new QueryLimitException();
    }
  }

  /**
   * Goes on if there is room for a text that is about to be made.
   *
   * @param length in characters
   * @throws QueryLimitException otherwise
   */
  void makesText(long length) {
    takes(SHELL + length);
  }

  /**
   * Goes on if there is room for a value that has been made.
   *
   * @throws QueryLimitException otherwise
   */
  void makes(Object value) {
    takes(size(value));
  }

  private void takes(long size) {
    made += size;
    if (size > LARGEST || made > MOST_MADE) {
      throw new QueryLimitException();
    }
  }

  /** How large a value is, what is in it several times counted as often. */
  private long size(@Nullable Object value) {
    if (value instanceof String text) {
      return (long) SHELL + text.length();
    }
    if (!(value instanceof List) && !(value instanceof Map)) {
      return SHELL;
    }
    Long known = sizes.get(value);
    if (known != null) {
      return known;
    }
    long size = SHELL;
    if (value instanceof List<?> list) {
      if ((long) list.size() * SHELL > LARGEST) {
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
