package org.rollcall.job;

import java.util.OptionalInt;

/**
 * How fast a job runs. See D-061.
 *
 * @param lanes how many chunks may run at the same time, at least 1
 * @param lettersPerSecond how many letters SES accepts in a second, at least 1; empty for a job
 *     without letters
 */
public record Pacing(int lanes, OptionalInt lettersPerSecond) {

  public Pacing {
    if (lanes < 1 || lettersPerSecond.orElse(1) < 1) {
      throw new IllegalArgumentException("lanes and lettersPerSecond must be at least 1");
    }
  }

  public static Pacing withoutLetters(int lanes) {
    return new Pacing(lanes, OptionalInt.empty());
  }

  public static Pacing withLetters(int lanes, int lettersPerSecond) {
    return new Pacing(lanes, OptionalInt.of(lettersPerSecond));
  }
}
