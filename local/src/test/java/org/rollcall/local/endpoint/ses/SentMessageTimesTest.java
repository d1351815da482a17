package org.rollcall.local.endpoint.ses;

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
import net.jqwik.api.constraints.Size;
import org.rollcall.local.endpoint.ServiceException;

class SentMessageTimesTest {

  @Property(tries = 200)
  void message_shouldBeAcceptedOnlyIfTheRateOfTheLastSecondAllowsIt(
      @ForAll @Size(min = 1, max = 100) List<@IntRange(max = 700) Integer> waits,
      @ForAll @Size(min = 1, max = 3) List<@IntRange(min = 1, max = 9) Integer> rates) {
    MovingClock clock = new MovingClock();
    SentMessageTimes messages = new SentMessageTimes(clock, List.of());
    List<Long> accepted = new ArrayList<>();

    for (int i = 0; i < waits.size(); i++) {
      clock.advance(Duration.ofMillis(waits.get(i)));
      int rate = rates.get(i % rates.size());
      long now = clock.millis();
      long inSecond = accepted.stream().filter(time -> time > now - 1_000).count();

      boolean isAccepted = isAccepted(messages, new SesAccount(1_000, rate, true));

      assertThat(isAccepted).isEqualTo(inSecond < rate);
      if (isAccepted) {
        accepted.add(now);
      }
    }
  }

  private static boolean isAccepted(SentMessageTimes messages, SesAccount quota) {
    try {
      messages.add(quota);
      return true;
    } catch (ServiceException e) {
      assertThat(e.code()).isEqualTo("Throttling");
      assertThat(e).hasMessage("Maximum sending rate exceeded.");
      return false;
    }
  }

  /** A clock that advances only in {@link #advance}. */
  private static final class MovingClock extends Clock {

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

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
      throw new UnsupportedOperationException("this clock is in UTC");
    }
  }
}
