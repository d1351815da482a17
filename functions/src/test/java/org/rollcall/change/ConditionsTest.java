package org.rollcall.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rollcall.change.ChangesFixture.external;
import static org.rollcall.change.ChangesFixture.internal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.error.Reason;
import org.rollcall.user.User;

class ConditionsTest {

  private static String group(String condition) {
    return "{user_group: {value: 'NEW', condition: '" + condition + "'}}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "first_name: 'Ada'",
        "user_group: null",
        "user_group: ''",
        "user_group: {}",
        "user_group: {value: ' ', desc: 'Undergraduate'}",
        "user_group: {desc: 'Undergraduate'}"
      })
  void fieldWithoutCode_shouldBeEmpty(String fields) throws ChangeRefusedException {
    User user = internal(fields);
    assertThat(ChangesFixture.apply(user, group("IF_NOT_EMPTY"))).isSameAs(user);
    assertThat(ChangesFixture.apply(user, group("IF_EMPTY")).code("user_group")).contains("NEW");
    assertThat(ChangesFixture.apply(user, group("ALWAYS")).code("user_group")).contains("NEW");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user_group: 'UG'", "user_group: {value: 'UG'}"})
  void fieldWithCode_shouldNotBeEmpty(String fields) throws ChangeRefusedException {
    User user = internal(fields);
    assertThat(ChangesFixture.apply(user, group("IF_EMPTY"))).isSameAs(user);
    assertThat(ChangesFixture.apply(user, group("IF_NOT_EMPTY")).code("user_group"))
        .contains("NEW");
  }

  @Test
  void conditionOfRolesAndBlocks_shouldCheckLists() throws ChangeRefusedException {
    String change =
        "{roles: {add: [{role_type: '200'}], condition: 'IF_EMPTY'},"
            + " blocks: {add: [{block_description: 'B'}], condition: 'IF_NOT_EMPTY'}}";
    User first = internal("user_role: [], user_block: []");
    assertThat(ChangesFixture.apply(first, change).list("user_role")).hasSize(1);
    assertThat(ChangesFixture.apply(first, change).list("user_block")).isEmpty();
    User second = internal("user_role: [{role_type: '21'}], user_block: [{block_note: 'n'}]");
    assertThat(ChangesFixture.apply(second, change).list("user_role")).hasSize(1);
    assertThat(ChangesFixture.apply(second, change).list("user_block")).hasSize(2);
  }

  @Test
  void when_shouldSelectUsers() throws ChangeRefusedException {
    String change = "{user_group: {value: 'PG', when: \"user_group.value = 'UG'\"}}";
    assertThat(
            ChangesFixture.apply(internal("user_group: {value: 'UG'}"), change).code("user_group"))
        .contains("PG");
    User staff = internal("user_group: {value: 'STAFF'}");
    assertThat(ChangesFixture.apply(staff, change)).isSameAs(staff);
  }

  @Test
  void whenAndCondition_shouldSeeUserBeforeJob() throws ChangeRefusedException {
    User after =
        ChangesFixture.apply(
            external("external_id: 'SIS', user_group: {value: 'UG'}"),
            """
            {account_type: {value: 'INTERNAL'},
             user_group: {value: 'ALUMNI', when: "account_type.value = 'EXTERNAL'"},
             status: {value: 'INACTIVE', when: "user_group.value = 'ALUMNI'"},
             purge_date: {value: '2030-01-01', when: "$exists(external_id)"}}
            """);
    assertThat(after.record())
        .isEqualTo(
            internal("user_group: {value: 'ALUMNI'}, purge_date: '2030-01-01Z'")
                .with("account_type", after.get("account_type"))
                .record());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$now() = '2026-11-22T10:00:00.123Z'",
        "$millis() = $toMillis('2026-11-22T10:00:00.123Z')"
      })
  void when_shouldUseStartOfJobAsTime(String when) throws ChangeRefusedException {
    assertThat(
            ChangesFixture.apply(
                    internal("first_name: 'Ada'"),
                    "{status: {value: 'INACTIVE', when: \"" + when + "\"}}")
                .code("status"))
        .contains("INACTIVE");
  }

  @Test
  void failingWhen_shouldRefuseUserWithoutQuotingRecord() {
    assertThatThrownBy(
            () ->
                ChangesFixture.apply(
                    internal("first_name: 'Ada'"),
                    "{status: {value: 'INACTIVE', when: 'first_name + 1 > 2'}}"))
        .isInstanceOfSatisfying(
            ChangeRefusedException.class,
            refused -> {
              assertThat(refused.reason().code()).isEqualTo(Reason.WHEN_FAILED);
              assertThat(refused)
                  .hasMessageStartingWith("changes.status.when: the query fails for this record")
                  .hasMessageNotContaining("Ada");
            });
  }

  @Test
  void when_withUnmetCondition_shouldNotBeEvaluated() throws ChangeRefusedException {
    User user = internal("first_name: 'Ada'");
    assertThat(
            ChangesFixture.apply(
                user,
                "{user_title: {value: 'DR', condition: 'IF_NOT_EMPTY', when: 'first_name + 1'}}"))
        .isSameAs(user);
  }

  @Test
  void noChanges_shouldNotChangeUser() throws ChangeRefusedException {
    User user = internal("first_name: 'Ada'");
    assertThat(Changes.none().apply(user, ChangesFixture.CONTEXT)).isSameAs(user);
  }
}
