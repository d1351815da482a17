package org.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.aws.BilledUsage;

class ForecastTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          243 |  11 | 50000 | 0.02 US dollars, about 11 s; 243 letters, less than 1 % of what Amazon SES accepts today
          1   |   2 | 200   | below 0.01 US dollars, about 2 s; 1 letter, less than 1 % of what Amazon SES accepts today
          600 | 600 | 400   | 0.06 US dollars, about 10 min 0 s; 600 letters, of which 200 do not fit into what Amazon SES accepts today
          5   |   1 | 0     | below 0.01 US dollars, about 1 s; 5 letters, of which 5 do not fit into what Amazon SES accepts today
          300 |   9 |       | 0.03 US dollars, about 9 s
          """)
  void summary_shouldHavePriceTimeAndShareOfTheQuota(
      long letters, long seconds, @Nullable Long left, String summary) {
    BilledUsage work = BilledUsage.ofRequests(Map.of("Ses.SendRawEmail", letters));
    OptionalLong lettersLeft = left == null ? OptionalLong.empty() : OptionalLong.of(left);

    assertThat(new Forecast(work, Cost.of(work), seconds, lettersLeft).summary())
        .isEqualTo(summary);
  }
}
