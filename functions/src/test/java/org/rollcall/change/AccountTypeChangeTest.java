package org.rollcall.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rollcall.Given.json;
import static org.rollcall.Given.user;
import static org.rollcall.change.ChangesFixture.external;
import static org.rollcall.change.ChangesFixture.internal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.error.Reason;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.User;

class AccountTypeChangeTest {

  private static final String TO_INTERNAL = "{account_type: {value: 'INTERNAL'}}";
  private static final String TO_EXTERNAL =
      "{account_type: {value: 'EXTERNAL'}, external_id: {value: 'SIS'}}";

  @Test
  void externalUser_shouldBecomeInternalWithoutExternalId() throws ChangeRefusedException {
    User after =
        ChangesFixture.apply(external("external_id: 'SIS', first_name: 'Ada'"), TO_INTERNAL);
    assertThat(after.record())
        .isEqualTo(
            json(
                "{primary_id: 's1', account_type: {value: 'INTERNAL', desc: 'Internal'},"
                    + " first_name: 'Ada'}"));
  }

  @Test
  void segments_shouldBecomeInternalEverywhere() throws ChangeRefusedException {
    User after =
        ChangesFixture.apply(
            external(
                """
                contact_info: {
                  email: [{email_address: 'a@example.edu', preferred: true, segment_type: 'External'},
                          {email_address: 'b@example.edu', segment_type: 'Internal'}],
                  address: [{line1: 'x', segment_type: 'External'}],
                  phone: [{phone_number: '1', segment_type: ''}]},
                user_identifier: [{value: '4711', segment_type: 'External'}],
                user_block: [{block_note: 'External', segment_type: 'External'}],
                user_note: [{note_text: 'n', segment_type: 'External'}],
                user_statistic: [{statistic_note: 's', segment_type: null}],
                user_role: [{scope: {value: 'MAIN'}}]
                """),
            TO_INTERNAL);
    assertThat(after.record())
        .isEqualTo(
            json(
                """
                {primary_id: 's1', account_type: {value: 'INTERNAL', desc: 'Internal'},
                contact_info: {
                  email: [{email_address: 'a@example.edu', preferred: true, segment_type: 'Internal'},
                          {email_address: 'b@example.edu', segment_type: 'Internal'}],
                  address: [{line1: 'x', segment_type: 'Internal'}],
                  phone: [{phone_number: '1', segment_type: 'Internal'}]},
                user_identifier: [{value: '4711', segment_type: 'Internal'}],
                user_block: [{block_note: 'External', segment_type: 'Internal'}],
                user_note: [{note_text: 'n', segment_type: 'Internal'}],
                user_statistic: [{statistic_note: 's', segment_type: 'Internal'}],
                user_role: [{scope: {value: 'MAIN'}}]}
                """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"INTERNAL", "INTEXTAUTH", "intextauth"})
  void internalUser_shouldNotBeChanged(String type) throws ChangeRefusedException {
    User user =
        user(
            "{primary_id: 's1', account_type: {value: '"
                + type
                + "'}, external_id: 'odd', user_note: [{segment_type: 'External'}]}");
    assertThat(ChangesFixture.apply(user, TO_INTERNAL)).isSameAs(user);
  }

  @Test
  void internalUser_shouldBecomeExternalAndKeepSegments() throws ChangeRefusedException {
    User after =
        ChangesFixture.apply(internal("user_note: [{segment_type: 'Internal'}]"), TO_EXTERNAL);
    assertThat(after.record())
        .isEqualTo(
            json(
                "{primary_id: 's1', account_type: {value: 'EXTERNAL', desc: 'External'},"
                    + " external_id: 'SIS', user_note: [{segment_type: 'Internal'}]}"));
  }

  @Test
  void externalUser_shouldGetNewExternalId() throws ChangeRefusedException {
    User same = external("external_id: 'SIS'");
    assertThat(ChangesFixture.apply(same, TO_EXTERNAL)).isSameAs(same);
    assertThat(ChangesFixture.apply(external("external_id: 'OLD'"), TO_EXTERNAL)).isEqualTo(same);
  }

  @Test
  void externalUserWithoutExternalId_shouldBeRefused() {
    assertThatThrownBy(
            () ->
                ChangesFixture.apply(
                    internal("first_name: 'Ada'"),
                    "{account_type: {value: 'EXTERNAL'},"
                        + " external_id: {value: 'SIS', condition: 'IF_NOT_EMPTY'}}"))
        .isInstanceOfSatisfying(
            ChangeRefusedException.class,
            refused -> assertThat(refused.reason().code()).isEqualTo(Reason.NO_EXTERNAL_ID));
  }

  @Test
  void externalId_shouldChangeOnlyForExternalUsers() throws ChangeRefusedException {
    String change = "{external_id: {value: 'NEW'}}";
    User internal = internal("first_name: 'Ada'");
    assertThat(ChangesFixture.apply(internal, change)).isSameAs(internal);
    assertThat(ChangesFixture.apply(external("external_id: 'OLD'"), change))
        .isEqualTo(external("external_id: 'NEW'"));
    User same = external("external_id: 'NEW'");
    assertThat(ChangesFixture.apply(same, change)).isSameAs(same);
  }

  @Test
  void resetPassword_shouldBeTrueByDefault() {
    assertThat(ChangesFixture.changes(TO_INTERNAL).resetPasswords()).isTrue();
    assertThat(
            ChangesFixture.changes("{account_type: {value: 'INTERNAL', reset_password: true}}")
                .resetPasswords())
        .isTrue();
    assertThat(
            ChangesFixture.changes("{account_type: {value: 'INTERNAL', reset_password: false}}")
                .resetPasswords())
        .isFalse();
    assertThat(ChangesFixture.changes(TO_EXTERNAL).resetPasswords()).isFalse();
    assertThat(ChangesFixture.changes("{status: {value: 'ACTIVE'}}").resetPasswords()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{account_type: ''}", "{account_type: {value: 'Ada Lovelace'}}"})
  void unknownAccountType_shouldFailWithoutQuotingIt(String record) {
    assertThatThrownBy(() -> ChangesFixture.apply(user(record), TO_INTERNAL))
        .isInstanceOf(BrokenRecordException.class)
        .hasMessageStartingWith("account_type is")
        .hasMessageNotContaining("Ada");
  }
}
