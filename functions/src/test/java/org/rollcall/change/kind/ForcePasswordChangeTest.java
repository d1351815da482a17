package org.rollcall.change.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.change.Asked.external;
import static org.rollcall.change.Asked.internal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.change.Asked;
import org.rollcall.change.ChangeRefusedException;
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
  void value_shouldBeWrittenAsAlmaDoes(String before, String value, String after)
      throws ChangeRefusedException {
    assertThat(Asked.of(holding(before), "{force_password_change: {value: " + value + "}}"))
        .isEqualTo(holding("'" + after + "'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "null", "'FALSE'", "'false'", "false"})
  void emptyField_shouldBeAsGoodAsFalse(String field) throws ChangeRefusedException {
    User user = holding(field);
    assertThat(Asked.of(user, "{force_password_change: {value: false}}")).isSameAs(user);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'TRUE'", "'true'", "true"})
  void fieldThatIsTrueAlready_shouldStay(String field) throws ChangeRefusedException {
    User user = holding(field);
    assertThat(Asked.of(user, "{force_password_change: {value: true}}")).isSameAs(user);
  }

  @Test
  void usersWithoutAPasswordOfTheLibrarys_shouldBeLeftAlone() throws ChangeRefusedException {
    String change = "{force_password_change: {value: true}}";
    User student = external("external_id: 'SIS'");
    assertThat(Asked.of(student, change)).isSameAs(student);
    User elsewhere = Given.user("{primary_id: 's1', account_type: 'INTEXTAUTH'}");
    assertThat(Asked.of(elsewhere, change)).isSameAs(elsewhere);
  }

  @Test
  void userWhoBecomesInternalInTheSameJob_shouldHaveToChangeIt() throws ChangeRefusedException {
    assertThat(
            Asked.of(
                    external("external_id: 'SIS'"),
                    "{account_type: {value: 'INTERNAL'}, force_password_change: {value: true}}")
                .text("force_password_change"))
        .contains("TRUE");
  }
}
