package org.rollcall.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.Given.json;
import static org.rollcall.Given.user;
import static org.rollcall.update.UserUpdateFixture.ALUMNI;
import static org.rollcall.update.UserUpdateFixture.EMAIL;
import static org.rollcall.update.UserUpdateFixture.EXPIRE;
import static org.rollcall.update.UserUpdateFixture.PASSWORD_CHANGE;
import static org.rollcall.update.UserUpdateFixture.STARTED;
import static org.rollcall.update.UserUpdateFixture.TO_EXTERNAL;
import static org.rollcall.update.UserUpdateFixture.TO_INTERNAL;
import static org.rollcall.update.UserUpdateFixture.external;
import static org.rollcall.update.UserUpdateFixture.internal;
import static org.rollcall.update.UserUpdateFixture.stored;
import static org.rollcall.update.UserUpdateFixture.updateWith;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.error.Reason;
import org.rollcall.job.Job;
import org.rollcall.job.JobFixture;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Credentials;
import org.rollcall.job.Outcome.Result;
import org.rollcall.user.state.IssuedCredential;
import org.rollcall.user.state.LastChange.FieldChange;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.StoredUser;

class UserUpdateTest {

  @Test
  void changedUser_shouldBeWrittenWithTheChange() {
    StoredUser before = internal(", user_group: 'UG'");
    Decision decision = updateWith(ALUMNI).decide(before);
    Map<String, FieldChange> fields =
        Map.of("user_group", FieldChange.of(json("'UG'"), json("{value: 'ALUMNI'}")));
    assertThat(decision.outcome())
        .isEqualTo(
            Outcome.done("S1", Result.UPDATED, fields, Optional.empty(), Optional.empty())
                .withEffects("C"));
    assertThat(decision.write())
        .contains(
            new StoredUser(
                internal(", user_group: {value: 'ALUMNI'}").user(),
                before
                    .state()
                    .withLastChange(
                        Given.lastChange(Given.job("job-1"), STARTED, fields), known -> true)));
  }

  @Test
  void unchangedUser_shouldNotBeWritten() {
    Decision decision = updateWith(ALUMNI).decide(internal(", user_group: 'ALUMNI'"));
    assertThat(decision.outcome().result()).isEqualTo(Result.UNCHANGED);
    assertThat(decision.outcome().changes()).isEmpty();
    assertThat(decision.write()).isEmpty();
  }

  @Test
  void conversionToInternal_shouldIssueACredentialWithALetterDue() {
    Decision decision = updateWith(TO_INTERNAL, PASSWORD_CHANGE).decide(external(EMAIL));
    assertThat(decision.outcome().credentials()).contains(Credentials.RESET);
    assertThat(decision.outcome().letter()).contains(State.DUE);
    RollcallState state = decision.write().orElseThrow().state();
    assertThat(state.credential())
        .contains(IssuedCredential.of(Given.job("job-1"), STARTED, EXPIRE));
    assertThat(state.letters())
        .contains(
            LetterProgress.of(Given.job("job-1"), Given.job("job-1"), PASSWORD_CHANGE, State.DUE));
  }

  @Test
  void conversionWithoutReset_shouldIssueNoCredentialAndNoLetter() {
    String change = "{account_type: {value: 'INTERNAL', reset_password: false}}";
    Decision decision = updateWith(change, PASSWORD_CHANGE).decide(external(EMAIL));
    assertThat(decision.outcome().result()).isEqualTo(Result.UPDATED);
    assertThat(decision.outcome().credentials()).isEmpty();
    assertThat(decision.outcome().letter()).isEmpty();
    assertThat(decision.write().orElseThrow().state().credential()).isEmpty();
    assertThat(decision.write().orElseThrow().state().letters()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INTERNAL", "INTEXTAUTH"})
  void internalUser_shouldGetNoPassword(String type) {
    UserUpdate update =
        updateWith(
            "{account_type: {value: 'INTERNAL'}, user_group: {value: 'ALUMNI'}}", PASSWORD_CHANGE);
    Decision decision = update.decide(stored("account_type: '" + type + "'" + EMAIL));
    assertThat(decision.outcome().result()).isEqualTo(Result.UPDATED);
    assertThat(decision.outcome().credentials()).isEmpty();
    assertThat(decision.outcome().letter()).isEmpty();
    assertThat(decision.write().orElseThrow().state().credential()).isEmpty();
  }

  @Test
  void conversionWithFalseCondition_shouldIssueNoCredential() {
    UserUpdate update =
        updateWith(
            "{account_type: {value: 'INTERNAL', when: \"user_group.value = 'PG'\"},"
                + " user_group: {value: 'ALUMNI'}}",
            PASSWORD_CHANGE);
    Decision decision = update.decide(external(EMAIL + ", user_group: {value: 'UG'}"));
    assertThat(decision.outcome().credentials()).isEmpty();
    assertThat(decision.outcome().letter()).isEmpty();
  }

  @Test
  void conversionToExternal_shouldRemoveTheCredential() {
    StoredUser user = internal("");
    StoredUser withCredential =
        user.withState(
            user.state()
                .withCredential(
                    Optional.of(IssuedCredential.of(Given.job("job-0"), STARTED, EXPIRE))));
    assertThat(updateWith(TO_EXTERNAL).decide(withCredential).write().orElseThrow().state())
        .extracting(RollcallState::credential)
        .isEqualTo(Optional.empty());
    assertThat(updateWith(ALUMNI).decide(withCredential).write().orElseThrow().state().credential())
        .isEqualTo(withCredential.state().credential());
  }

  @Test
  void ownRecord_shouldBeSkipped() {
    StoredUser own = stored("primary_id: 'mLIBRARIAN', account_type: 'INTERNAL'" + EMAIL);
    Decision decision = updateWith(ALUMNI, "ACCOUNT_UPDATED").decide(own);
    assertThat(decision.outcome().result()).isEqualTo(Result.SKIPPED);
    assertThat(decision.outcome().reasonCode()).contains(Reason.OWN_RECORD);
    assertThat(decision.outcome().letter()).isEmpty();
    assertThat(decision.write()).isEmpty();
  }

  @Test
  void ownRecord_withStaffIncluded_shouldBeSkipped() {
    StoredUser own =
        stored(
            "primary_id: 'mlibrarian', account_type: 'INTERNAL', user_role: [{role_type: '50'}]");
    UserUpdate update =
        JobFixture.update(JobFixture.job(Optional.of(ALUMNI), Optional.empty(), true));
    assertThat(update.decide(own).outcome().reasonCode()).contains(Reason.OWN_RECORD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{role_type: '21'}",
        "{role_type: {value: '26'}, scope: 'MAIN'}",
        "{role_type: '50', status: 'INACTIVE'}",
        "{role_type: '50', expiry_date: '2001-01-01Z'}"
      })
  void staff_shouldBeChangedOnlyIfIncluded(String role) {
    StoredUser staff = internal(EMAIL + ", user_role: [{role_type: '200'}, " + role + "]");
    Decision skipped = updateWith(ALUMNI, "ACCOUNT_UPDATED").decide(staff);
    assertThat(skipped.outcome().result()).isEqualTo(Result.SKIPPED);
    assertThat(skipped.outcome().reasonCode()).contains(Reason.STAFF_RECORD);
    assertThat(skipped.outcome().letter()).isEmpty();
    assertThat(skipped.write()).isEmpty();
    UserUpdate including =
        JobFixture.update(JobFixture.job(Optional.of(ALUMNI), Optional.empty(), true));
    assertThat(including.decide(staff).outcome().result()).isEqualTo(Result.UPDATED);
  }

  @ParameterizedTest
  @CsvSource({"26, true", "50, true", "21, false"})
  void administratorsPasswordAndAddress_shouldBeChangedOnlyByAdministrators(
      String role, boolean isProtected) {
    String roles = ", user_role: [{role_type: '" + role + "'}]";
    String newAddress = "{email: {replace_domain: {from: 'example.edu', to: 'example.org'}}}";

    for (boolean byAdministrator : List.of(true, false)) {
      Result expected = isProtected && !byAdministrator ? Result.SKIPPED : Result.UPDATED;
      assertThat(resultFor(TO_INTERNAL, byAdministrator, external(EMAIL + roles)))
          .isEqualTo(expected);
      assertThat(resultFor(newAddress, byAdministrator, internal(EMAIL + roles)))
          .isEqualTo(expected);
      assertThat(resultFor(ALUMNI, byAdministrator, internal(EMAIL + roles)))
          .isEqualTo(Result.UPDATED);
    }
  }

  private static Result resultFor(String changes, boolean byAdministrator, StoredUser user) {
    Job job = JobFixture.job(Optional.of(changes), Optional.empty(), false, true, byAdministrator);
    return JobFixture.update(job).decide(user).outcome().result();
  }

  @Test
  void userWithOtherRoles_shouldNotBeStaff() {
    assertThat(
            updateWith(ALUMNI)
                .decide(internal(", user_role: [{role_type: '200'}]"))
                .outcome()
                .result())
        .isEqualTo(Result.UPDATED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DUE", "SENDING", "SENT", "FAILED", "NO_PREFERRED_EMAIL"})
  void repeatedUpdate_shouldHaveTheSameOutcome(State state) {
    UserUpdate update = updateWith(TO_INTERNAL, PASSWORD_CHANGE);
    String email = state == State.NO_PREFERRED_EMAIL ? "" : EMAIL;
    Decision first = update.decide(external(email));
    StoredUser written = first.write().orElseThrow();
    LetterProgress progress =
        LetterProgress.of(Given.job("job-1"), Given.job("job-1"), PASSWORD_CHANGE, state);
    Decision repeated = update.decide(written.withState(written.state().withLetter(progress)));
    assertThat(repeated.outcome()).isEqualTo(first.outcome().withEffects(""));
    assertThat(repeated.write()).isEmpty();
  }

  @Test
  void userChangedByAnotherJob_shouldBeChanged() {
    StoredUser user = internal(", user_group: 'UG'");
    StoredUser changed =
        user.withState(
            user.state()
                .withLastChange(
                    Given.lastChange(Given.job("job-0"), STARTED, Map.of()), known -> true));
    Decision decision = updateWith(ALUMNI).decide(changed);
    assertThat(decision.outcome().result()).isEqualTo(Result.UPDATED);
    assertThat(decision.write().orElseThrow().state().isChangedBy(Given.job("job-1"))).isTrue();
  }

  @Test
  void brokenRecord_shouldFailWithoutQuotingTheRecord() {
    UserUpdate update = updateWith("{expiry_date: {extend_by: 'P1Y'}}", "ACCOUNT_UPDATED");
    for (String fields :
        List.of(
            "first_name: 'Ada'",
            "account_type: 'Ada'",
            "account_type: 'INTERNAL', expiry_date: 'Ada'",
            "account_type: 'INTERNAL', user_role: 'Ada'")) {
      Decision decision = update.decide(stored(fields + EMAIL));
      assertThat(decision.outcome().result()).isEqualTo(Result.FAILED);
      assertThat(decision.outcome().reasonCode()).contains(Reason.BROKEN_RECORD);
      assertThat(decision.outcome().reason().orElseThrow()).doesNotContain("Ada");
      assertThat(decision.outcome().letter()).isEmpty();
      assertThat(decision.write()).isEmpty();
    }
  }

  @Test
  void refusedChange_shouldFailWithItsReasonAndWithoutLetter() {
    Decision decision =
        updateWith("{status: {value: 'INACTIVE', when: 'primary_id + 1'}}", "ACCOUNT_UPDATED")
            .decide(internal(EMAIL));
    assertThat(decision.outcome().result()).isEqualTo(Result.FAILED);
    assertThat(decision.outcome().reason().orElseThrow())
        .startsWith("WHEN_FAILED: changes.status.when: ");
    assertThat(decision.outcome().letter()).isEmpty();
    assertThat(decision.write()).isEmpty();
  }
}
