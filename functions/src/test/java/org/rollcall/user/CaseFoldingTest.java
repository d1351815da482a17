package org.rollcall.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseFoldingTest {

  @ParameterizedTest
  @CsvSource({"barcode, BARCODE", "größe, größe", "\u0131d, \u0131d", "\u017F1, \u017F1"})
  void upperCase_shouldKeepTextEqualWhenFolded(String text, String capitals) {
    assertThat(CaseFolding.upperCase(text)).isEqualTo(capitals);
  }

  @Test
  void mailboxThatLooksAlike_shouldDiffer() {
    EmailAddress mark = EmailAddress.of("Mark@example.edu").orElseThrow();

    assertThat(mark.isSameAs(EmailAddress.of("mARK@Example.edu").orElseThrow())).isTrue();
    assertThat(EmailAddress.of("mar\u212A@example.edu")).isEmpty();
    assertThat(EmailAddress.of("mark@\u212Aexample.edu")).isEmpty();
  }
}
