package org.rollcall.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.rollcall.job.Pacing;

class SendRateTest {

  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  /** A clock that goes on only while somebody waits or works. */
  private static final class Watch extends Clock {
    private Instant now;

    Watch(Instant now) {
      this.now = now;
    }

    void pass(Duration duration) {
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
   * When each letter is sent by lanes that take chunk after chunk.
   *
   * @param before the time that a chunk's users take to be changed: some take half of it, some none
   * @param claim the time that it takes to claim a letter: some take half of it, some none
   * @param each the time that SES takes to answer
   */
  private static List<Instant> sent(
      Pacing pacing, int chunks, int letters, Duration before, Duration claim, Duration each) {
    List<Instant> sent = new ArrayList<>();
    List<Watch> lanes = new ArrayList<>();
    for (int i = 0; i < pacing.lanes(); i++) {
      lanes.add(new Watch(START));
    }
    for (int chunk = 1; chunk <= chunks; chunk++) {
      Watch lane = lanes.stream().min((a, b) -> a.now.compareTo(b.now)).orElseThrow();
      SendRate pace = new SendRate(pacing, chunk, lane.now, lane, lane::pass);
      lane.pass(before.multipliedBy(chunk % 3).dividedBy(2));
      for (int letter = 0; letter < letters; letter++) {
        pace.awaitTurn();
        lane.pass(claim.multipliedBy((chunk + letter) % 3).dividedBy(2));
        pace.handOver();
        sent.add(lane.now);
        lane.pass(each);
      }
      pace.finish();
    }
    return sent.stream().sorted().toList();
  }

  private static int mostInASecond(List<Instant> sent) {
    int most = 0;
    int first = 0;
    for (int last = 0; last < sent.size(); last++) {
      while (!sent.get(first).isAfter(sent.get(last).minusSeconds(1))) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  private static double perSecond(List<Instant> sent) {
    Duration all = Duration.between(sent.get(0), sent.get(sent.size() - 1));
    return (sent.size() - 1) * 1e9 / all.toNanos();
  }

  @Property(tries = 200)
  void asManyLanesAsLettersASecond_shouldNeverSendMoreInASecond(
      @ForAll @IntRange(min = 1, max = 40) int rate,
      @ForAll @IntRange(min = 1, max = 5) int letters,
      @ForAll @IntRange(min = 0, max = 2_000) int before,
      @ForAll @IntRange(min = 0, max = 2_000) int claim,
      @ForAll @IntRange(min = 0, max = 2_000) int each) {
    List<Instant> sent =
        sent(
            Pacing.withLetters(rate, rate),
            10 * rate,
            letters,
            Duration.ofMillis(before),
            Duration.ofMillis(claim),
            Duration.ofMillis(each));

    assertThat(mostInASecond(sent)).isLessThanOrEqualTo(rate);
  }

  @Property(tries = 200)
  void lanesTogether_shouldKeepToTheRateAndUseIt(
      @ForAll @IntRange(min = 1, max = 60) int rate,
      @ForAll @IntRange(min = 1, max = 40) int mostLanes,
      @ForAll @IntRange(min = 1, max = 5) int letters,
      @ForAll @IntRange(min = 0, max = 75) int percentBefore) {
    int lanes = Math.min(rate, mostLanes);
    Duration gap = Duration.ofSeconds(lanes).dividedBy(rate);
    Duration before = gap.multipliedBy(percentBefore).dividedBy(100);
    Duration each = gap.dividedBy(10);

    List<Instant> sent =
        sent(Pacing.withLetters(lanes, rate), 20 * lanes, letters, before, Duration.ZERO, each);

    assertThat(mostInASecond(sent)).isLessThanOrEqualTo((int) Math.ceil(rate * 1.1));
    assertThat(perSecond(sent)).isBetween(rate * 0.9, rate * 1.1);
  }

  @Test
  void firstChunks_shouldTakeTurns() {
    assertThat(sent(Pacing.withLetters(4, 4), 4, 1, Duration.ZERO, Duration.ZERO, Duration.ZERO))
        .containsExactly(
            START.plusMillis(750),
            START.plusMillis(1000),
            START.plusMillis(1250),
            START.plusMillis(1500));
  }

  @Test
  void laneThatIsLate_shouldNotCatchUp() {
    Duration minute = Duration.ofMinutes(1);

    assertThat(sent(Pacing.withLetters(1, 1), 1, 3, minute, Duration.ZERO, Duration.ZERO))
        .containsExactly(START.plusSeconds(30), START.plusSeconds(31), START.plusSeconds(32));
  }

  @Test
  void chunkWithoutALetter_shouldNotBeKept() {
    Watch watch = new Watch(START);

    new SendRate(Pacing.withLetters(1, 1), 5, START, watch, watch::pass).finish();

    assertThat(watch.now).isEqualTo(START);
  }
}
