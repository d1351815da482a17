package org.rollcall.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.rollcall.job.Pacing;
import org.rollcall.letter.ses.SendQuota;

class SendRateTest {

  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  /** A clock that advances only when told to. */
  private static final class ManualClock extends Clock {
    private Instant now;

    ManualClock(Instant now) {
      this.now = now;
    }

    void advance(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  /**
   * Simulates lanes that process one chunk after the other, and returns when each letter is sent.
   *
   * @param updateTime how long it takes to change a chunk's users; for some chunks half, or zero
   * @param claimTime how long it takes to claim a letter; for some letters half, or zero
   * @param sendTime how long SES takes to answer
   */
  private static List<Instant> sendTimes(
      Pacing pacing,
      int chunks,
      int letters,
      Duration updateTime,
      Duration claimTime,
      Duration sendTime) {
    List<Instant> sent = new ArrayList<>();
    List<ManualClock> lanes = new ArrayList<>();
    for (int i = 0; i < pacing.lanes(); i++) {
      lanes.add(new ManualClock(START));
    }
    for (int chunk = 1; chunk <= chunks; chunk++) {
      ManualClock lane = lanes.stream().min((a, b) -> a.now.compareTo(b.now)).orElseThrow();
      SendRate rate = new SendRate(pacing, chunk, lane.now, lane, lane::advance);
      lane.advance(updateTime.multipliedBy(chunk % 3).dividedBy(2));
      for (int letter = 0; letter < letters; letter++) {
        rate.awaitTurn();
        lane.advance(claimTime.multipliedBy((chunk + letter) % 3).dividedBy(2));
        rate.recordSend();
        sent.add(lane.now);
        lane.advance(sendTime);
      }
      rate.finish();
    }
    return sent.stream().sorted().toList();
  }

  private static int maxPerSecond(List<Instant> sent) {
    int max = 0;
    int first = 0;
    for (int last = 0; last < sent.size(); last++) {
      while (!sent.get(first).isAfter(sent.get(last).minusSeconds(1))) {
        first++;
      }
      max = Math.max(max, last - first + 1);
    }
    return max;
  }

  private static Pacing pacing(int lanes, int lettersPerSecond) {
    return new Pacing(lanes, OptionalInt.of(lettersPerSecond), OptionalLong.empty());
  }

  private static double averagePerSecond(List<Instant> sent) {
    Duration total = Duration.between(sent.get(0), sent.get(sent.size() - 1));
    return (sent.size() - 1) * 1e9 / total.toNanos();
  }

  @Property(tries = 200)
  void asManyLanesAsLettersPerSecond_shouldNeverExceedTheRate(
      @ForAll @IntRange(min = 1, max = 40) int rate,
      @ForAll @IntRange(min = 1, max = 5) int letters,
      @ForAll @IntRange(min = 0, max = 2_000) int updateMillis,
      @ForAll @IntRange(min = 0, max = 2_000) int claimMillis,
      @ForAll @IntRange(min = 0, max = 2_000) int sendMillis) {
    List<Instant> sent =
        sendTimes(
            pacing(rate, rate),
            10 * rate,
            letters,
            Duration.ofMillis(updateMillis),
            Duration.ofMillis(claimMillis),
            Duration.ofMillis(sendMillis));

    assertThat(maxPerSecond(sent)).isLessThanOrEqualTo(rate);
  }

  /** SES answers within a fifth of the interval, and the lanes are about those of the template. */
  @Property(tries = 200)
  void pace_shouldBeAtLeast97PercentOfTheRate_andNeverAboveIt(
      @ForAll @IntRange(min = 1, max = 500) int rate,
      @ForAll @IntRange(min = 36, max = 60) int maxLanes,
      @ForAll @IntRange(min = 10, max = 50) int letters,
      @ForAll @IntRange(min = 0, max = 75) int updatePercent) {
    Pacing pacing = Pacing.withLetters(maxLanes, new SendQuota(rate, OptionalLong.empty()));
    Duration interval = Duration.ofSeconds(1).dividedBy(pacing.lettersOfLane());
    Duration updateTime = interval.multipliedBy(updatePercent).dividedBy(100);
    Duration sendTime = interval.dividedBy(5);

    List<Instant> sent =
        sendTimes(pacing, 4 * pacing.lanes(), letters, updateTime, Duration.ZERO, sendTime);

    assertThat(pacing.lanes()).isLessThanOrEqualTo(maxLanes);
    assertThat(maxPerSecond(sent)).isLessThanOrEqualTo(rate);
    assertThat(averagePerSecond(sent)).isBetween(rate * 0.97, rate * 1.0);
  }

  /** The lanes of an account with few functions may have to leave a part of the rate unused. */
  @Property(tries = 200)
  void fewLanes_shouldNeverExceedTheRate(
      @ForAll @IntRange(min = 1, max = 60) int rate,
      @ForAll @IntRange(min = 1, max = 40) int maxLanes,
      @ForAll @IntRange(min = 0, max = 500) int updateMillis,
      @ForAll @IntRange(min = 0, max = 500) int claimMillis) {
    Pacing pacing = Pacing.withLetters(maxLanes, new SendQuota(rate, OptionalLong.empty()));

    List<Instant> sent =
        sendTimes(
            pacing,
            20 * pacing.lanes(),
            5,
            Duration.ofMillis(updateMillis),
            Duration.ofMillis(claimMillis),
            Duration.ZERO);

    assertThat(maxPerSecond(sent)).isLessThanOrEqualTo(rate);
    assertThat(pacing.lanes() * pacing.lettersOfLane()).isBetween((rate + 1) / 2, rate);
  }

  @Test
  void firstChunks_shouldStartOneAfterTheOther() {
    assertThat(sendTimes(pacing(4, 4), 4, 1, Duration.ZERO, Duration.ZERO, Duration.ZERO))
        .containsExactly(
            START.plusMillis(750),
            START.plusMillis(1000),
            START.plusMillis(1250),
            START.plusMillis(1500));
  }

  @Test
  void delayedLane_shouldNotCatchUp() {
    Duration minute = Duration.ofMinutes(1);

    assertThat(sendTimes(pacing(1, 1), 1, 3, minute, Duration.ZERO, Duration.ZERO))
        .containsExactly(START.plusSeconds(30), START.plusSeconds(31), START.plusSeconds(32));
  }

  @Test
  void chunkWithoutLetters_shouldNotWaitAtItsEnd() {
    ManualClock clock = new ManualClock(START);

    new SendRate(pacing(1, 1), 5, START, clock, clock::advance).finish();

    assertThat(clock.now).isEqualTo(START);
  }
}
