package org.rollcall.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.rollcall.prepare.JobInputFixture.accepted;
import static org.rollcall.prepare.JobInputFixture.faultsOf;
import static org.rollcall.prepare.JobInputFixture.members;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.change.RequestedRole;
import org.rollcall.set.SetSource;
import org.rollcall.user.PrimaryId;

class JobInputTest {

  static Stream<Arguments> unknownKeys() {
    return Stream.of(
        arguments("job_nam: 'x'", "job_nam", "job_name"),
        arguments(
            "changes: {preferred_sms: {clear: true, value: false}}",
            "changes.preferred_sms.value",
            ""),
        arguments(
            "changes: {email: {replace_domain: {from: 'a.edu', to: 'b.edu', too: 'c.edu'}}}",
            "changes.email.replace_domain.too",
            "to"),
        arguments("simulate: true", "simulate", ""),
        arguments("notify: {type: 'T', test: 'm@e.edu'}", "notify.test", "test_to"),
        arguments("limits: {maxUsers: 5}", "limits.maxUsers", "max_users"),
        arguments("notify: {type: 'T', typ: 'T'}", "notify.typ", "type"),
        arguments(
            "changes: {campus: {value: 'X'}, campus_code: {value: 'X'}}",
            "changes.campus",
            "campus_code"),
        arguments("set: {members: ['m'], member: []}", "set.member", "members"),
        arguments(
            "changes: {status: {value: 'ACTIVE', vlaue: 1}}", "changes.status.vlaue", "value"),
        arguments(
            "changes: {status: {value: 'ACTIVE', extend_by: 'P1Y'}}",
            "changes.status.extend_by",
            ""),
        arguments(
            "changes: {status: {value: 'ACTIVE', reset_password: true}}",
            "changes.status.reset_password",
            ""),
        arguments(
            "changes: {roles: {add: [{role_type: '200'}], revoke: []}}",
            "changes.roles.revoke",
            "remove"),
        arguments(
            "changes: {roles: {add: [{role_type: '200', role: 'x'}]}}",
            "changes.roles.add[0].role",
            "role_type"),
        arguments(
            "changes: {roles: {add: [{role_type: '200', parameters: [{type: 'a', value: 'b', val: 'c'}]}]}}",
            "changes.roles.add[0].parameters[0].val",
            "value"),
        arguments(
            "changes: {blocks: {add: [{block_description: 'B'}], remove: []}}",
            "changes.blocks.remove",
            ""),
        arguments(
            "changes: {blocks: {add: [{block_description: 'B', note: 'n'}]}}",
            "changes.blocks.add[0].note",
            ""));
  }

  @ParameterizedTest
  @MethodSource("unknownKeys")
  void unknownKey_shouldBeAFaultThatNamesTheNearest(String keys, String path, String nearest) {
    assertThat(faultsOf(keys))
        .singleElement()
        .asString()
        .startsWith(
            path
                + ": unknown key"
                + (nearest.isEmpty() ? "" : "; did you mean \"" + nearest + "\"?"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"note", "primary_id", "password", "User_group"})
  void changeThatIsNotOffered_shouldBeRefusedAndNotPassedOver(String key) {
    assertThat(faultsOf("changes: {user_group: {value: 'A'}, " + key + ": {value: 'x'}}"))
        .singleElement()
        .asString()
        .startsWith("changes." + key + ": unknown key");
  }

  @Test
  void validInput_shouldBeRead() {
    JobInput read =
        accepted(
            "job_name: ' Leavers 2026 ', limits: {max_users: 20, max_failures_percent: 2.5, include_staff: true},"
                + " changes: {account_type: {value: 'INTERNAL', reset_password: false},"
                + " roles: {add: [{role_type: '21'}, {role_type: '200'}]}}");
    assertThat(read.jobName()).contains("Leavers 2026");
    assertThat(read.initiatedBy()).contains(PrimaryId.of("mlibrarian"));
    assertThat(read.set()).contains(new SetSource.Named("leavers"));
    assertThat(read.notification())
        .contains(new LetterRequest("ACCOUNT_UPDATED", Optional.empty()));
    assertThat(read.limits())
        .isEqualTo(
            new JobLimits(
                OptionalInt.of(20), Optional.of(new BigDecimal("2.5")), true, OptionalInt.empty()));
    assertThat(read.changes().roles())
        .extracting(RequestedRole::path, RequestedRole::type)
        .containsExactly(
            tuple("changes.roles.add[0].role_type", "21"),
            tuple("changes.roles.add[1].role_type", "200"));
    assertThat(read.changes().resetPasswords()).isFalse();
  }

  @Test
  void missingKeys_shouldHaveSafeDefaultValues() {
    JobInput read = accepted("changes: {account_type: {value: 'INTERNAL'}}");
    assertThat(read.jobName()).isEmpty();
    assertThat(read.limits()).isEqualTo(JobLimits.NONE);
    assertThat(read.changes().resetPasswords()).isTrue();
    assertThat(accepted("").changes().isEmpty()).isTrue();
  }

  @Test
  void values_atTheirLimits_shouldBeAccepted() {
    accepted("job_name: '" + "n".repeat(255) + "', limits: {max_users: 1}");
    accepted("changes: {expiry_date: {value: '1900-01-01'}, purge_date: {value: '9999-12-31'}}");
    accepted("changes: {expiry_date: {extend_by: 'P1D'}, purge_date: {extend_by: 'P100Y'}}");
    accepted(
        "changes: {blocks: {add: [{block_description: 'B', block_note: '"
            + "n".repeat(1_000)
            + "'}]}}");
  }

  @Test
  void inlineMembers_shouldBeLimitedToAThousand() {
    assertThat(accepted(members(1_000)).set())
        .containsInstanceOf(SetSource.Inline.class)
        .map(set -> ((SetSource.Inline) set).members().size())
        .isEqualTo(Optional.of(1_000));
    assertThat(faultsOf(members(1_001)))
        .containsExactly(
            "set.members: lists 1001 members (limit: 1000); put them into a set in the bucket, such as"
                + " sets/NAME.csv");
  }
}
