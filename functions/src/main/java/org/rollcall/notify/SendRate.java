package org.rollcall.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.rollcall.job.Pacing;

/**
 * Limits one lane of a job to its share of SES's rate. A lane runs one chunk after the other, and
 * sends a whole number of letters in a second, at equal intervals. See D-061.
 *
 * <p>A chunk sends its first letter three quarters of an interval after the start of its child
 * execution, so that changing the users costs no extra time. It ends at least a quarter of an
 * interval after its last letter. So there is a full interval between any two letters of a lane,
 * even of different chunks. So no second has too many letters. The first chunks of a job start one
 * after the other, so that the lanes alternate.
 */
final class SendRate {

  private final Duration interval;
  private final Clock clock;
  private final Sleeper sleeper;
  private Instant nextTurn;
  private boolean hasSent;

  /**
   * The send rate of a chunk.
   *
   * @param pacing the pacing of a job that sends letters
   * @param chunk the chunk's number, from 1
   * @param started when the chunk's child execution started
   */
  SendRate(Pacing pacing, int chunk, Instant started, Clock clock, Sleeper sleeper) {
    int rate = pacing.lettersPerSecond().orElseThrow();
    Duration offset = Duration.ofSeconds(1).dividedBy(rate);
    Instant begin =
        chunk <= pacing.lanes() ? started.plus(offset.multipliedBy(chunk - 1L)) : started;
    // Rounded up: a shorter interval would put one letter too many into a second.
    int letters = pacing.lettersOfLane();
    this.interval = Duration.ofSeconds(1).plusNanos(letters - 1L).dividedBy(letters);
    this.clock = clock;
    this.sleeper = sleeper;
    this.nextTurn = begin.plus(threeQuarters());
  }

  /** Waits until the next letter may be sent. */
  void awaitTurn() {
    await(nextTurn);
  }

  /** Records that a letter is sent now. The next turn is an interval later, even after a delay. */
  void recordSend() {
    nextTurn = clock.instant().plus(interval);
    hasSent = true;
  }

  /** Waits until the lane may start its next chunk. */
  void finish() {
    if (hasSent) {
      await(nextTurn.minus(threeQuarters()));
    }
  }

  private Duration threeQuarters() {
    return interval.multipliedBy(3).dividedBy(4);
  }

  private void await(Instant moment) {
    Duration left = Duration.between(clock.instant(), moment);
    if (left.compareTo(Duration.ZERO) > 0) {
      sleeper.pause(left);
    }
  }
}
