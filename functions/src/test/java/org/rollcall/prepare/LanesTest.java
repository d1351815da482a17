package org.rollcall.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanesTest {

  private static JobPreparation.Rules rules(int maxConcurrency) {
    return new JobPreparation.Rules(
        Optional.empty(),
        Duration.ofDays(30),
        72,
        maxConcurrency,
        Math.min(maxConcurrency, 4),
        14,
        180,
        new StartPolicy(false, Optional.empty(), false));
  }

  @ParameterizedTest
  @CsvSource({
    "40, 10, 8",
    "40, 5, 4",
    "40, 50, 40",
    "40, 49, 39",
    "40, 1000, 40",
    "1000, 1000, 800",
    "40, 2147483647, 40",
    "3, 10, 3",
    "40, 3, 2",
    "40, 2, 1",
    "40, 1, 1",
    "40, 0, 1"
  })
  void lanes_shouldLeaveAFifthOfTheAccountsQuota(int maxConcurrency, int quota, int lanes) {
    JobPreparation.Rules within = rules(maxConcurrency).within(() -> OptionalInt.of(quota));

    assertThat(within.maxConcurrency()).isEqualTo(lanes);
    assertThat(within.maxConcurrencyWithoutLetters()).isEqualTo(Math.min(lanes, 4));
  }

  @Test
  void unknownQuota_shouldNotChangeTheLanes() {
    assertThat(rules(40).within(OptionalInt::empty)).isEqualTo(rules(40));
  }
}
