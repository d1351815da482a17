package org.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.Given;

class AskedChangeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30|0|0|0|status 30",
        "0|0|0|30|status 0: its \"when\" was true for nobody",
        "0|0|30|0|status 0: its \"condition\" was met for nobody",
        "0|30|0|0|status 0 (30 needed no change)",
        "5|1|2|3|status 5 (1 needed no change, 2 did not meet its \"condition\", 3 did not meet"
            + " its \"when\")",
        "0|0|0|0|status 0"
      })
  void summary_shouldSayForWhomTheChangeWasMade(
      int changed, int same, int conditionFalse, int whenFalse, String summary) {
    assertThat(
            new AskedChange("status", Given.json("{}"), changed, same, conditionFalse, whenFalse)
                .summary())
        .isEqualTo(summary);
  }
}
