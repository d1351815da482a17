package org.rollcall.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rollcall.change.ChangesFixture.internal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.User;

/** Changes decide on the normalised view of a record, and write the record itself. */
class NormalizedChangesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "status: 'Active'                        | {status: {value: 'ACTIVE'}}",
        "status: {value: ' active '}             | {status: {value: 'ACTIVE'}}",
        "first_name: 'Ada'                       | {status: {value: 'ACTIVE'}}",
        "record_type: 'Staff'                    | {record_type: {value: 'STAFF'}}",
        "user_group: ' UG'                       | {user_group: {value: 'UG'}}",
        "expiry_date: '2027-06-30'               | {expiry_date: {value: '2027-06-30'}}",
        "purge_date: ''                          | {purge_date: {clear: true}}",
        "purge_date: {value: ''}                 | {purge_date: {clear: true}}",
        "campus_code: {value: '', desc: ''}      | {campus_code: {clear: true}}",
        "status: ''                              | {status: {value: 'INACTIVE', condition: 'IF_EMPTY'}}",
        "user_block: [{block_description: 'X ', block_status: 'Active'}] | {blocks: {add: [{block_description: 'X'}]}}",
        "user_role: [{role_type: '200', scope: '01RC_INST ', status: 'active'}] | {roles: {add: [{role_type: '200'}]}}",
        "user_note: [{note_type: 'GENERAL ', note_text: 'n'}] | {notes: {add: [{note_type: 'GENERAL', note_text: 'n'}]}}"
      })
  void valueInOtherSpelling_shouldNotBeRewritten(String fields, String change)
      throws ChangeRefusedException {
    User user = internal(fields);
    assertThat(ChangesFixture.apply(user, change)).isSameAs(user);
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "{}", "{value: ''}", "null"})
  void emptyDate_shouldBeFilledByIfEmpty(String empty) throws ChangeRefusedException {
    assertThat(
            ChangesFixture.apply(
                    internal("purge_date: " + empty),
                    "{purge_date: {value: '2029-01-01', condition: 'IF_EMPTY'}}")
                .text("purge_date"))
        .contains("2029-01-01Z");
  }

  @Test
  void entryInOtherSpelling_shouldBeRemoved() throws ChangeRefusedException {
    assertThat(
            ChangesFixture.apply(
                internal("user_block: [{block_description: 'X', block_status: 'Active'}]"),
                "{blocks: {disable: [{block_description: 'X'}]}}"))
        .isEqualTo(internal("user_block: [{block_description: 'X', block_status: 'INACTIVE'}]"));
  }

  @Test
  void otherParts_shouldKeepTheirSpelling() throws ChangeRefusedException {
    assertThat(
            ChangesFixture.apply(
                internal("status: 'Active', purge_date: '', user_role: [{}, {role_type: ' 7'}]"),
                "{user_group: {value: 'UG'}, roles: {add: [{role_type: '200', scope: 'S'}]}}"))
        .isEqualTo(
            internal(
                "status: 'Active', purge_date: '', user_group: {value: 'UG'},"
                    + " user_role: [{}, {role_type: ' 7'}, {status: {value: 'ACTIVE', desc: 'Active'},"
                    + " scope: {value: 'S'}, role_type: {value: '200'}}]"));
  }

  @Test
  void unreadableExpiryOfARole_shouldBeRepairedByANewDate() throws ChangeRefusedException {
    User user = internal("user_role: [{role_type: '200', scope: 'S', expiry_date: '06/30/2027'}]");
    assertThat(
            ChangesFixture.apply(
                user,
                "{roles: {add: [{role_type: '200', scope: 'S', expiry_date: '2028-06-30'}]}}"))
        .isEqualTo(
            internal("user_role: [{role_type: '200', scope: 'S', expiry_date: '2028-06-30Z'}]"));
    assertThatThrownBy(
            () -> ChangesFixture.apply(user, "{roles: {add: [{role_type: '200', scope: 'S'}]}}"))
        .isInstanceOf(BrokenRecordException.class)
        .hasMessage("user_role.expiry_date is not a day such as 2027-06-30");
    assertThat(
            ChangesFixture.apply(user, "{roles: {add: [{role_type: '32', scope: 'S'}]}}")
                .list("user_role"))
        .hasSize(2);
    assertThat(
            ChangesFixture.apply(user, "{roles: {remove: [{role_type: '200'}]}}").list("user_role"))
        .isEmpty();
  }

  @Test
  void unreadableExpiryOfABlock_shouldBeRepairedByANewDate() throws ChangeRefusedException {
    User user = internal("user_block: [{block_description: 'X', expiry_date: '0000-00-00'}]");
    assertThat(
            ChangesFixture.apply(
                user, "{blocks: {add: [{block_description: 'X', expiry_date: '2028-06-30'}]}}"))
        .isEqualTo(internal("user_block: [{block_description: 'X', expiry_date: '2028-06-30Z'}]"));
    assertThatThrownBy(
            () -> ChangesFixture.apply(user, "{blocks: {add: [{block_description: 'X'}]}}"))
        .isInstanceOf(BrokenRecordException.class)
        .hasMessage("user_block.expiry_date is not a day such as 2027-06-30");
    assertThat(
            ChangesFixture.apply(user, "{blocks: {add: [{block_description: 'Y'}]}}")
                .list("user_block"))
        .hasSize(2);
  }

  @Test
  void unreadableDate_inWhen_shouldBeABrokenRecord() {
    assertThatThrownBy(
            () ->
                ChangesFixture.apply(
                    internal("expiry_date: '31.12.2027'"),
                    "{status: {value: 'INACTIVE', when: 'expiry_date < $today()'}}"))
        .isInstanceOf(BrokenRecordException.class)
        .hasMessage("expiry_date is not a day such as 2027-06-30");
  }
}
