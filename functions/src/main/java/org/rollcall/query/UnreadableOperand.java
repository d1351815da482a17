package org.rollcall.query;

import org.jspecify.annotations.Nullable;

/**
 * An {@link UnreadableValue} for the engine. It is a number, because the engine compares and prints
 * numbers only by these methods, also inside lists and objects.
 */
final class UnreadableOperand extends Number {

  private static final long serialVersionUID = 1;

  private final String problem;

  UnreadableOperand(UnreadableValue value) {
    this.problem = value.problem();
  }

  /** The exception of a query that reads the value. */
  UnreadableValueException exception() {
    return new UnreadableValueException(problem);
  }

  @Override
  public int intValue() {
    throw exception();
  }

  @Override
  public long longValue() {
    throw exception();
  }

  @Override
  public float floatValue() {
    throw exception();
  }

  @Override
  public double doubleValue() {
    throw exception();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    throw exception();
  }

  @Override
  public int hashCode() {
    throw exception();
  }

  @Override
  public String toString() {
    throw exception();
  }
}
