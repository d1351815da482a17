package org.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTextTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S,          0.0 s",
    "PT-5S,         0.0 s",
    "PT1.25S,       1.3 s",
    "PT59.9S,       59.9 s",
    "PT59.96S,      1 min 0 s",
    "PT1M,          1 min 0 s",
    "PT12M34S,      12 min 34 s",
    "PT2H3M4S,      2 h 3 min",
    "PT49H,         49 h 0 min"
  })
  void duration_shouldBeRounded(Duration duration, String text) {
    assertThat(ReportText.duration(duration)).isEqualTo(text);
  }

  @Test
  void effect_shouldOmitNumbersThatAreZero() {
    assertThat(ReportText.effect(SampleReports.counters("{members: 1, updated: 1}")))
        .isEqualTo("The job changed 1 user.");
    assertThat(
            ReportText.effect(
                SampleReports.counters("{members: 1, unchanged: 1, letters_sent: 1}")))
        .isEqualTo("The job sent 1 letter.");
    assertThat(
            ReportText.effect(SampleReports.counters("{members: 2, updated: 2, letters_sent: 2}")))
        .isEqualTo("The job changed 2 users and sent 2 letters.");
  }
}
