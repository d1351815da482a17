package org.rollcall.query;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a value that cannot be read, in the JSON that a query is evaluated on (as a Jackson
 * {@code POJONode}). A query that reads it, or compares it as part of a list or object, fails with
 * an {@link UnreadableValueException}. A query that does not read it is not affected. See D-125.
 */
public final class UnreadableValue {

  private final String problem;

  /**
   * A value that cannot be read.
   *
   * @param problem names the field and the form that it should have, but not the value, which may
   *     be personal
   */
  public UnreadableValue(String problem) {
    this.problem = problem;
  }

  public String problem() {
    return problem;
  }

  /**
   * Checks a value and everything in it.
   *
   * @throws UnreadableValueException if it is or contains an unreadable value
   */
  static void requireNoneIn(@Nullable Object value) {
    if (value instanceof UnreadableValue unreadable) {
      throw new UnreadableValueException(unreadable);
    }
    if (value instanceof Map<?, ?> map) {
      map.values().forEach(UnreadableValue::requireNoneIn);
    } else if (value instanceof List<?> list) {
      list.forEach(UnreadableValue::requireNoneIn);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    throw new UnreadableValueException(this);
  }

  @Override
  public int hashCode() {
    throw new UnreadableValueException(this);
  }

  @Override
  public String toString() {
    return problem;
  }
}
