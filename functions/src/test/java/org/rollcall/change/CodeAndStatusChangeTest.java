package org.rollcall.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.change.ChangesFixture.internal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.user.User;

class CodeAndStatusChangeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user_group: {value: 'ALUMNI', desc: 'Alumni'}, status: {value: 'INACTIVE'}",
        "user_group: 'ALUMNI', status: 'INACTIVE'"
      })
  void userWithSameValues_shouldNotBeChanged(String fields) throws ChangeRefusedException {
    User user = internal(fields);
    assertThat(
            ChangesFixture.apply(
                user, "{user_group: {value: 'ALUMNI'}, status: {value: 'INACTIVE'}}"))
        .isSameAs(user);
  }

  @Test
  void userGroup_shouldNotKeepOldDescription() throws ChangeRefusedException {
    assertThat(
            ChangesFixture.apply(
                internal("user_group: {value: 'UG', desc: 'Undergraduate'}, first_name: 'Ada'"),
                "{user_group: {value: ' ALUMNI '}}"))
        .isEqualTo(internal("user_group: {value: 'ALUMNI'}, first_name: 'Ada'"));
  }

  @Test
  void status_shouldBeCodedValue() throws ChangeRefusedException {
    assertThat(ChangesFixture.apply(internal("first_name: 'Ada'"), "{status: {value: 'INACTIVE'}}"))
        .isEqualTo(internal("first_name: 'Ada', status: {value: 'INACTIVE', desc: 'Inactive'}"));
    assertThat(ChangesFixture.apply(internal("status: 'INACTIVE'"), "{status: {value: 'ACTIVE'}}"))
        .isEqualTo(internal("status: {value: 'ACTIVE', desc: 'Active'}"));
  }

  @Test
  void userGroup_shouldBeCaseSensitive() throws ChangeRefusedException {
    assertThat(
            ChangesFixture.apply(
                internal("user_group: 'alumni'"), "{user_group: {value: 'ALUMNI'}}"))
        .isEqualTo(internal("user_group: {value: 'ALUMNI'}"));
  }
}
