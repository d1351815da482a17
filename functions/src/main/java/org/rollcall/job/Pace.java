package org.rollcall.job;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps one lane of a job to its share of what SES takes a second. A lane is a place in the map: as
 * many chunks run at once as there are lanes, and each lane sends a letter every {@code lanes /
 * letters per second} seconds.
 *
 * <p>A chunk of so many letters takes so many times that long, counted from the start of its child
 * execution; each letter is sent at three quarters of its time. So the users are changed in time
 * that would pass anyway, there is time left for SES to answer, and one chunk after another goes on
 * in the lane's rhythm. The first chunks of a job begin one after the other, so that the lanes take
 * turns.
 */
final class Pace {

  private final Duration gap;
  private final Instant begin;
  private final Clock clock;
  private final Pause pause;
  private Instant next;
  private int sent;

  /**
   * The pace of a chunk.
   *
   * @param job a job that sends letters
   * @param chunk the chunk's number, from 1
   * @param started when the chunk's child execution started
   */
  Pace(Job job, int chunk, Instant started, Clock clock, Pause pause) {
    Duration turn = Duration.ofSeconds(1).dividedBy(job.mailing().orElseThrow().lettersPerSecond());
    this.gap = turn.multipliedBy(job.lanes());
    this.begin = chunk <= job.lanes() ? started.plus(turn.multipliedBy(chunk - 1L)) : started;
    this.clock = requireNonNull(clock, "clock is null");
    this.pause = requireNonNull(pause, "pause is null");
    this.next = begin.plus(gap.multipliedBy(3).dividedBy(4));
  }

  /** Waits for the turn of the next letter, which is to be sent at once then. */
  void awaitTurn() {
    await(next);
    Instant now = clock.instant();
    next = (now.isAfter(next) ? now : next).plus(gap);
    sent++;
  }

  /** Waits until the time of the letters that were sent is over. */
  void finish() {
    if (sent > 0) {
      await(begin.plus(gap.multipliedBy(sent)));
    }
  }

  private void await(Instant moment) {
    Duration left = Duration.between(clock.instant(), moment);
    if (left.compareTo(Duration.ZERO) > 0) {
      pause.take(left);
    }
  }
}
