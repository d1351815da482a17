package org.rollcall.notify;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.rollcall.job.Pacing;

/**
 * Keeps one lane of a job to its share of what SES takes a second. A lane is a place in the map: as
 * many chunks run at once as there are lanes, and each lane sends a letter every {@code lanes /
 * letters per second} seconds.
 *
 * <p>A chunk's first letter is sent when three quarters of that time have passed since the start of
 * its child execution, so that the users are changed in time that would pass anyway; and the chunk
 * ends no sooner than a quarter of it after its last letter. So there is all of it between any two
 * letters of a lane, in whichever chunks they are, and with as many lanes as letters a second no
 * second has too many, however the lanes lie to each other. The first chunks of a job begin one
 * after the other, so that the lanes take turns.
 */
final class SendRate {

  private final Duration gap;
  private final Clock clock;
  private final Sleeper pause;
  private Instant next;
  private boolean isUsed;

  /**
   * The pace of a chunk.
   *
   * @param pacing of a job that sends letters
   * @param chunk the chunk's number, from 1
   * @param started when the chunk's child execution started
   */
  SendRate(Pacing pacing, int chunk, Instant started, Clock clock, Sleeper pause) {
    int rate = pacing.lettersPerSecond().orElseThrow();
    Duration turn = Duration.ofSeconds(1).dividedBy(rate);
    this.gap = Duration.ofSeconds(pacing.lanes()).dividedBy(rate);
    Instant begin = chunk <= pacing.lanes() ? started.plus(turn.multipliedBy(chunk - 1L)) : started;
    this.clock = requireNonNull(clock, "clock is null");
    this.pause = requireNonNull(pause, "pause is null");
    this.next = begin.plus(threeQuarters());
  }

  /** Waits for the turn of the next letter. */
  void awaitTurn() {
    await(next);
  }

  /** Notes that a letter is handed to SES now. One that was late is not made up for. */
  void handOver() {
    next = clock.instant().plus(gap);
    isUsed = true;
  }

  /** Waits until another chunk may begin in the lane. */
  void finish() {
    if (isUsed) {
      await(next.minus(threeQuarters()));
    }
  }

  private Duration threeQuarters() {
    return gap.multipliedBy(3).dividedBy(4);
  }

  private void await(Instant moment) {
    Duration left = Duration.between(clock.instant(), moment);
    if (left.compareTo(Duration.ZERO) > 0) {
      pause.take(left);
    }
  }
}
