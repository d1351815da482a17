package org.rollcall.job;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.rollcall.letter.ses.SendQuota;

/**
 * How fast a job runs. See D-061.
 *
 * @param lanes how many chunks may run at the same time, at least 1
 * @param lettersPerSecond how many letters SES accepts in a second, at least 1; empty for a job
 *     without letters
 * @param lettersLeft how many letters SES still accepted in the current 24 hours when the job was
 *     accepted; empty for a job without letters, or if the number is not limited
 */
public record Pacing(int lanes, OptionalInt lettersPerSecond, OptionalLong lettersLeft) {

  public Pacing {
    if (lanes < 1 || lettersPerSecond.orElse(1) < 1) {
      throw new IllegalArgumentException("lanes and lettersPerSecond must be at least 1");
    }
  }

  public static Pacing withoutLetters(int lanes) {
    return new Pacing(lanes, OptionalInt.empty(), OptionalLong.empty());
  }

  /**
   * The pace of a job that sends letters. Each lane sends the same number of letters in a second,
   * and all lanes together no more than SES accepts: 41 a second are 20 lanes with two letters each
   * if at most 40 are allowed.
   */
  public static Pacing withLetters(int maxLanes, SendQuota quota) {
    int rate = quota.lettersPerSecond();
    int lettersOfLane = (rate + maxLanes - 1) / maxLanes;
    return new Pacing(rate / lettersOfLane, OptionalInt.of(rate), quota.lettersLeft());
  }

  /** How many letters a lane of a job that sends letters may send in a second, at least 1. */
  public int lettersOfLane() {
    return Math.max(1, lettersPerSecond.orElseThrow() / lanes);
  }
}
