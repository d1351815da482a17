package org.rollcall.letter.ses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendQuotaTest {

  private static long left(long perDay, long sent, OptionalInt priority) {
    return new SendQuota(14, OptionalLong.of(perDay - sent), OptionalLong.of(perDay))
        .forPriority(priority)
        .lettersLeft()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "50000, 0, 80, 40000",
    "50000, 39999, 80, 1",
    "50000, 40000, 80, 0",
    "50000, 45000, 80, 0",
    "50000, 45000, 100, 5000",
    "3, 0, 50, 1",
    "0, 0, 50, 0"
  })
  void lettersOfAPriority_shouldUseItsPartOfTheQuota(
      long perDay, long sent, int priority, long left) {
    assertThat(left(perDay, sent, OptionalInt.of(priority))).isEqualTo(left);
  }

  @Property
  void higherPriority_shouldNeverHaveLessLeft(
      @ForAll @LongRange(max = 10_000_000) long perDay,
      @ForAll @IntRange(max = 1000) int permilleSent,
      @ForAll @IntRange(min = 1, max = 99) int priority) {
    long sent = perDay * permilleSent / 1000;
    long lower = left(perDay, sent, OptionalInt.of(priority));
    assertThat(lower)
        .isNotNegative()
        .isLessThanOrEqualTo(left(perDay, sent, OptionalInt.of(priority + 1)));
    assertThat(left(perDay, sent, OptionalInt.of(100)))
        .isEqualTo(left(perDay, sent, OptionalInt.empty()))
        .isEqualTo(perDay - sent);
  }

  @Test
  void unlimitedQuota_shouldStayUnlimited() {
    SendQuota unlimited = new SendQuota(14, OptionalLong.empty(), OptionalLong.empty());
    assertThat(unlimited.forPriority(OptionalInt.of(1))).isEqualTo(unlimited);
  }
}
