package org.rollcall.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rollcall.change.ChangesFixture.internal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.User;

class PreferredSmsChangeTest {

  private static final String CLEAR = "{preferred_sms: {clear: true}}";

  private static User phones(String phones) {
    return internal("contact_info: {email: [{preferred: true}], phone: [" + phones + "]}");
  }

  @Test
  void clear_shouldUnmarkAllPhonesAndKeepOtherProperties() throws ChangeRefusedException {
    assertThat(
            ChangesFixture.apply(
                phones(
                    "{phone_number: '1', preferred: true, preferred_sms: true}, {phone_number: '2'},"
                        + " {phone_number: '3', preferred_sms: 'true', segment_type: 'External'}"),
                CLEAR))
        .isEqualTo(
            phones(
                "{phone_number: '1', preferred: true, preferred_sms: false}, {phone_number: '2'},"
                    + " {phone_number: '3', preferred_sms: false, segment_type: 'External'}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "first_name: 'Ada'",
        "contact_info: null",
        "contact_info: {}",
        "contact_info: {phone: []}",
        "contact_info: {phone: [{preferred_sms: false}, {}]}"
      })
  void userWithoutMarkedPhone_shouldNotBeChanged(String fields) throws ChangeRefusedException {
    User user = internal(fields);
    assertThat(ChangesFixture.apply(user, CLEAR)).isSameAs(user);
  }

  @Test
  void condition_shouldCheckAllPhones() throws ChangeRefusedException {
    User marked = phones("{preferred_sms: false}, {preferred_sms: true}");
    assertThat(
            ChangesFixture.apply(
                marked, "{preferred_sms: {clear: true, condition: 'IF_NOT_EMPTY'}}"))
        .isEqualTo(phones("{preferred_sms: false}, {preferred_sms: false}"));
    assertThat(
            ChangesFixture.apply(marked, "{preferred_sms: {clear: true, condition: 'IF_EMPTY'}}"))
        .isSameAs(marked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contact_info: 'none'",
        "contact_info: {phone: {x: 1}}",
        "contact_info: {phone: [1]}"
      })
  void invalidContactInfo_shouldFail(String fields) {
    assertThatThrownBy(() -> ChangesFixture.apply(internal(fields), CLEAR))
        .isInstanceOf(BrokenRecordException.class)
        .hasMessageStartingWith("contact_info");
  }
}
