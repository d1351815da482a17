package org.rollcall.letter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInAddressTest {

  @ParameterizedTest
  @CsvSource({
    "https://example.edu,              https://example.edu?token=T",
    "https://example.edu/a,            https://example.edu/a?token=T",
    "https://example.edu/a?,           https://example.edu/a?token=T",
    "https://example.edu/a?lang=en,    https://example.edu/a?lang=en&token=T",
    "https://example.edu/a?lang=en&,   https://example.edu/a?lang=en&token=T",
    "https://example.edu/#/in?a=b,     https://example.edu/?token=T#/in?a=b",
    "https://example.edu/a?b=c#d,      https://example.edu/a?b=c&token=T#d"
  })
  void token_shouldBeTheLastParameter(String url, String expected) {
    assertThat(SignInAddress.withToken(url, "T")).isEqualTo(expected);
  }
}
