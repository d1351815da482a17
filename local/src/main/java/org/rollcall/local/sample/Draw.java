package org.rollcall.local.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Chance that falls the same way every time: what is drawn depends on the person's number and on
 * the purpose alone, so that one person's draws never shift another's.
 */
final class Draw {

  private static final long SEED = 20_261_122L;

  private final SplittableRandom random;

  private Draw(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Draws who somebody is. */
  static Draw ofIdentity(int person) {
    return new Draw(SEED + 2L * person);
  }

  /** Draws what somebody's record holds. */
  static Draw ofRecord(int person) {
    return new Draw(SEED + 2L * person + 1);
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** A whole number from 0 to {@code bound - 1}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean happens(int percent) {
    return random.nextInt(100) < percent;
  }

  /** A day from {@code first} to {@code last}, both included. */
  LocalDate dayBetween(LocalDate first, LocalDate last) {
    return LocalDate.ofEpochDay(random.nextLong(first.toEpochDay(), last.toEpochDay() + 1));
  }
}
