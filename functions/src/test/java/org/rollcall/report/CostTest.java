package org.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.rollcall.aws.BilledUsage;

class CostTest {

  @Test
  void countedUsage_shouldHaveThePriceOfEachPart() {
    BilledUsage thousandLetters =
        new BilledUsage(
            1_005,
            1_982,
            0,
            BigDecimal.valueOf(2_668),
            BigDecimal.valueOf(13_956),
            9_080,
            972,
            972);

    Cost cost = Cost.of(thousandLetters);

    // 0.0251 + 0.0004 + 0.0003 + 0.0087 + 0.0454 + 0.0029 + 0.0972
    assertThat(cost.countedUsd()).isEqualByComparingTo("0.1801");
    assertThat(cost.functionTimeUsd()).isZero();
  }

  @Test
  void functionTime_shouldBeApart() {
    BilledUsage hour = new BilledUsage(0, 0, 3_600_000, BigDecimal.ZERO, BigDecimal.ZERO, 0, 0, 0);

    // 3,600 s at 1.7275 GB and 0.0000133334 for each GB-second
    assertThat(Cost.of(hour).functionTimeUsd()).isEqualByComparingTo("0.0829");
    assertThat(Cost.of(hour).countedUsd()).isZero();
    assertThat(Cost.of(hour).totalUsd()).isEqualByComparingTo("0.0829");
  }
}
