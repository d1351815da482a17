package org.rollcall.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTextTest {

  @ParameterizedTest
  @EnumSource
  void reasonOfSeveralMembers_shouldBeASentenceWithoutPlaceholders(Reason code) {
    assertThat(ReasonText.ofSeveral(code))
        .doesNotContain("{", "}", "_user", code.name())
        .matches("[A-Za-z].*[a-z0-9)]");
  }

  @ParameterizedTest
  @CsvSource({
    "CHANGED_SINCE_PREVIEW, the preview does not hold any more for this user",
    "NOT_FOUND, no user has this identifier",
    "BROKEN_RECORD, invalid record",
    "WHEN_FAILED, the when of a change failed",
    "REFUSED, Amazon SES rejected the letter",
    "NO_PREFERRED_EMAIL, no email address of the user is marked as preferred"
  })
  void reasonOfSeveralMembers_shouldHaveNoValues(Reason code, String text) {
    assertThat(ReasonText.ofSeveral(code)).isEqualTo(text);
  }
}
