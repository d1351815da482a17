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
 * turns. A turn begins at a multiple of its length since the job's start: what passes between the
 * end of one chunk and the start of the next in its lane is made up for, up to a turn.
 */
final class Pace {

  /**
   * How much of a turn is taken on top, as letters do not reach SES just when they are sent: a
   * fiftieth, so that fewer come too many in a second, and have to be sent again.
   */
  private static final int RESERVE = 50;

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
    Duration share =
        Duration.ofSeconds(1).dividedBy(job.mailing().orElseThrow().lettersPerSecond());
    Duration turn = share.plus(share.dividedBy(RESERVE));
    this.gap = turn.multipliedBy(job.lanes());
    Instant first = lastTurn(job.started(), turn, started);
    this.begin = chunk <= job.lanes() ? first.plus(turn.multipliedBy(chunk - 1L)) : first;
    this.clock = requireNonNull(clock, "clock is null");
    this.pause = requireNonNull(pause, "pause is null");
    this.next = begin.plus(gap.multipliedBy(3).dividedBy(4));
  }

  private static Instant lastTurn(Instant jobStarted, Duration turn, Instant started) {
    long since = Duration.between(jobStarted, started).toNanos();
    return started.minusNanos(Math.floorMod(since, turn.toNanos()));
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
