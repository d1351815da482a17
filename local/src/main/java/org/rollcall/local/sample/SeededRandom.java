package org.rollcall.local.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A random generator with a fixed seed for each person and purpose. The values of one person do not
 * depend on those of another.
 */
record SeededRandom(SplittableRandom random) {

  private static final long SEED = 20_261_122L;

  /** The generator for the name and the ID of a person. */
  static SeededRandom ofIdentity(int person) {
    return new SeededRandom(new SplittableRandom(SEED + 2L * person));
  }

  /** The generator for the record of a person. */
  static SeededRandom ofRecord(int person) {
    return new SeededRandom(new SplittableRandom(SEED + 2L * person + 1));
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** A whole number from 0 to {@code bound - 1}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Returns true with a probability in percent. */
  boolean trueInPercent(int percent) {
    return random.nextInt(100) < percent;
  }

  /** A day from {@code first} to {@code last}, both included. */
  LocalDate dayBetween(LocalDate first, LocalDate last) {
    return LocalDate.ofEpochDay(random.nextLong(first.toEpochDay(), last.toEpochDay() + 1));
  }
}
