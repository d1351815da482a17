package org.rollcall.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.user.BrokenRecordException;

class OptOutTest {

  private static boolean isOptedOut(String notices) {
    return OptOut.isOptedOut("NEWS", Given.user("{library_notice: [" + notices + "]}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{code: {value: 'NEWS'}, value: 'false'}",
        "{code: {value: 'NEWS'}, value: 'FALSE'}",
        "{code: {value: 'NEWS'}, value: false}",
        "{code: 'NEWS', value: {value: 'false'}}",
        "{code: {value: 'UserNotificationsLetter'}, value: 'false'}",
        "{code: {value: 'NEWS'}, value: 'true'}, {code: {value: 'NEWS'}, value: 'false'}"
      })
  void noticeWithTheValueFalse_shouldBeAnOptOut(String notices) {
    assertThat(isOptedOut(notices)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{code: {value: 'NEWS'}}",
        "{code: {value: 'NEWS'}, value: 'true'}",
        "{code: {value: 'NEWS'}, value: true}",
        "{code: {value: 'NEWS'}, value: ''}",
        "{code: {value: 'NEWS'}, value: null}",
        "{value: 'false'}",
        "{code: null, value: 'false'}",
        "{code: {value: 'OverdueNoticeLetter'}, value: 'false'}"
      })
  void anyOtherNotice_shouldNotBeAnOptOut(String notices) {
    assertThat(isOptedOut(notices)).isFalse();
  }

  @Test
  void userWithoutNotices_shouldNotHaveOptedOut() {
    assertThat(OptOut.isOptedOut("NEWS", Given.user("{}"))).isFalse();
    assertThat(OptOut.isOptedOut("NEWS", Given.user("{library_notice: null}"))).isFalse();
  }

  @Test
  void noticesThatAreNotAList_shouldBeABrokenRecord() {
    assertThatThrownBy(() -> OptOut.isOptedOut("NEWS", Given.user("{library_notice: 'false'}")))
        .isInstanceOf(BrokenRecordException.class);
  }
}
