package org.rollcall.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.change.ChangesFixture.external;
import static org.rollcall.change.ChangesFixture.internal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.user.User;

class ForcePasswordChangeTest {

  private static User holding(String field) {
    return internal("first_name: 'Ada', force_password_change: " + field);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "'', true, TRUE",
        "'FALSE', true, TRUE",
        "'TRUE', false, FALSE",
        "true, false, FALSE"
      })
  void value_shouldBeWrittenInAlmasFormat(String before, String value, String after)
      throws ChangeRefusedException {
    assertThat(
            ChangesFixture.apply(
                holding(before), "{force_password_change: {value: " + value + "}}"))
        .isEqualTo(holding("'" + after + "'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "null", "'FALSE'", "'false'", "false"})
  void emptyField_shouldEqualFalse(String field) throws ChangeRefusedException {
    User user = holding(field);
    assertThat(ChangesFixture.apply(user, "{force_password_change: {value: false}}"))
        .isSameAs(user);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'TRUE'", "'true'", "true"})
  void trueField_shouldStayUnchanged(String field) throws ChangeRefusedException {
    User user = holding(field);
    assertThat(ChangesFixture.apply(user, "{force_password_change: {value: true}}")).isSameAs(user);
  }

  @Test
  void usersWithoutInternalPassword_shouldNotBeChanged() throws ChangeRefusedException {
    String change = "{force_password_change: {value: true}}";
    User student = external("external_id: 'SIS'");
    assertThat(ChangesFixture.apply(student, change)).isSameAs(student);
    User elsewhere = Given.user("{primary_id: 's1', account_type: 'INTEXTAUTH'}");
    assertThat(ChangesFixture.apply(elsewhere, change)).isSameAs(elsewhere);
  }

  @Test
  void userBecomingInternalInSameJob_shouldBeChanged() throws ChangeRefusedException {
    assertThat(
            ChangesFixture.apply(
                    external("external_id: 'SIS'"),
                    "{account_type: {value: 'INTERNAL'}, force_password_change: {value: true}}")
                .text("force_password_change"))
        .contains("TRUE");
  }
}
