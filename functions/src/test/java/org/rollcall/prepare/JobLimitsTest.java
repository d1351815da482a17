package org.rollcall.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobLimitsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 100, 0",
    "5, 100, 5",
    "5, 99, 4",
    "5, 19, 0",
    "2.5, 40, 1",
    "0.1, 20000, 20",
    "100, 7, 7",
    "50, 0, 0",
    "33.3333333333, 3, 0"
  })
  void maxFailures_ofAPercentage_shouldBeRoundedDown(
      BigDecimal percent, int members, int expected) {
    assertThat(limits(Optional.of(percent)).maxFailures(members)).hasValue(expected);
  }

  @Test
  void maxFailures_withoutAPercentage_shouldBeUnlimited() {
    assertThat(limits(Optional.empty()).maxFailures(100)).isEmpty();
  }

  private static JobLimits limits(Optional<BigDecimal> maxFailuresPercent) {
    return new JobLimits(OptionalInt.empty(), maxFailuresPercent, false, OptionalInt.empty());
  }
}
