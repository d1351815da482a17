package org.rollcall.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.Given.json;
import static org.rollcall.Given.user;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.error.Reason;
import org.rollcall.id.JobId;
import org.rollcall.job.Job;
import org.rollcall.job.JobFixture;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Credentials;
import org.rollcall.job.Outcome.Result;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.IssuedCredential;
import org.rollcall.user.state.LastChange;
import org.rollcall.user.state.LastChange.FieldChange;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.state.UndeliverableAddress;
import org.rollcall.user.store.StoredUser;

class UserUpdateTest {

  private static final Instant STARTED = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant EXPIRE = Instant.parse("2026-12-22T10:00:00Z");
  private static final String PASSWORD_CHANGE = "NOTIFY_PASSWORD_CHANGE";
  private static final String EMAIL =
      ", contact_info: {email: [{email_address: 'a@example.edu', preferred: true}]}";
  private static final String TO_INTERNAL = "{account_type: {value: 'INTERNAL'}}";
  private static final String TO_EXTERNAL =
      "{account_type: {value: 'EXTERNAL'}, external_id: {value: 'SIS'}}";
  private static final String ALUMNI = "{user_group: {value: 'ALUMNI'}}";

  private static UserUpdate updateWith(String changes) {
    return JobFixture.update(JobFixture.job(Optional.of(changes), Optional.empty(), false));
  }

  private static UserUpdate updateWith(String changes, String letter) {
    return JobFixture.update(JobFixture.job(Optional.of(changes), Optional.of(letter), false));
  }

  private static UserUpdate notificationWith(String letter) {
    return JobFixture.update(JobFixture.job(Optional.empty(), Optional.of(letter), false));
  }

  private static StoredUser stored(String fields) {
    return new StoredUser(
        user("{primary_id: 'S1', " + fields + "}"), RollcallState.initial(PrimaryId.of("S1")));
  }

  private static StoredUser external(String more) {
    return stored("account_type: 'EXTERNAL', external_id: 'SIS'" + more);
  }

  private static StoredUser internal(String more) {
    return stored("account_type: 'INTERNAL'" + more);
  }

  @Test
  void changedUser_shouldBeWrittenWithTheChange() {
    StoredUser before = internal(", user_group: 'UG'");
    UserUpdate.Decision decision = updateWith(ALUMNI).decide(before);
    Map<String, FieldChange> fields =
        Map.of("user_group", FieldChange.of(json("'UG'"), json("{value: 'ALUMNI'}")));
    assertThat(decision.outcome())
        .isEqualTo(Outcome.done("S1", Result.UPDATED, fields, Optional.empty(), Optional.empty()));
    assertThat(decision.write())
        .contains(
            new StoredUser(
                internal(", user_group: {value: 'ALUMNI'}").user(),
                before
                    .state()
                    .withLastChange(new LastChange(new JobId("job-1"), STARTED, fields))));
  }

  @Test
  void unchangedUser_shouldNotBeWritten() {
    UserUpdate.Decision decision = updateWith(ALUMNI).decide(internal(", user_group: 'ALUMNI'"));
    assertThat(decision.outcome().result()).isEqualTo(Result.UNCHANGED);
    assertThat(decision.outcome().changes()).isEmpty();
    assertThat(decision.write()).isEmpty();
  }

  @Test
  void conversionToInternal_shouldIssueACredentialWithALetterDue() {
    UserUpdate.Decision decision = updateWith(TO_INTERNAL, PASSWORD_CHANGE).decide(external(EMAIL));
    assertThat(decision.outcome().credentials()).contains(Credentials.RESET);
    assertThat(decision.outcome().letter()).contains(State.DUE);
    RollcallState state = decision.write().orElseThrow().state();
    assertThat(state.credential())
        .contains(new IssuedCredential(new JobId("job-1"), STARTED, EXPIRE, true, 0));
    assertThat(state.letters())
        .contains(
            LetterProgress.of(new JobId("job-1"), new JobId("job-1"), PASSWORD_CHANGE, State.DUE));
  }

  @Test
  void conversionWithoutReset_shouldIssueNoCredentialAndNoLetter() {
    String change = "{account_type: {value: 'INTERNAL', reset_password: false}}";
    UserUpdate.Decision decision = updateWith(change, PASSWORD_CHANGE).decide(external(EMAIL));
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
    UserUpdate.Decision decision = update.decide(stored("account_type: '" + type + "'" + EMAIL));
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
    UserUpdate.Decision decision = update.decide(external(EMAIL + ", user_group: {value: 'UG'}"));
    assertThat(decision.outcome().credentials()).isEmpty();
    assertThat(decision.outcome().letter()).isEmpty();
  }

  @Test
  void userWithoutPreferredEmail_shouldBeChangedWithoutLetter() {
    UserUpdate.Decision decision = updateWith(TO_INTERNAL, PASSWORD_CHANGE).decide(external(""));
    assertThat(decision.outcome().credentials()).contains(Credentials.RESET);
    assertThat(decision.outcome().letter()).contains(State.NO_PREFERRED_EMAIL);
    assertThat(decision.write().orElseThrow().state().letters())
        .contains(
            LetterProgress.of(
                new JobId("job-1"), new JobId("job-1"), PASSWORD_CHANGE, State.NO_PREFERRED_EMAIL));
  }

  @Test
  void otherLetters_shouldBeDueForChangedAndUnchangedUsers() {
    UserUpdate update = updateWith(ALUMNI, "ACCOUNT_UPDATED");
    assertThat(update.decide(internal(EMAIL)).outcome().letter()).contains(State.DUE);
    UserUpdate.Decision unchanged = update.decide(internal(EMAIL + ", user_group: 'ALUMNI'"));
    assertThat(unchanged.outcome().letter()).contains(State.DUE);
    assertThat(unchanged.write()).isEmpty();
  }

  @Test
  void conversionToExternal_shouldRemoveTheCredential() {
    StoredUser user = internal("");
    StoredUser withCredential =
        user.withState(
            user.state()
                .withCredential(
                    Optional.of(
                        new IssuedCredential(new JobId("job-0"), STARTED, EXPIRE, true, 3))));
    assertThat(updateWith(TO_EXTERNAL).decide(withCredential).write().orElseThrow().state())
        .extracting(RollcallState::credential)
        .isEqualTo(Optional.empty());
    assertThat(updateWith(ALUMNI).decide(withCredential).write().orElseThrow().state().credential())
        .isEqualTo(withCredential.state().credential());
  }

  @Test
  void ownRecord_shouldBeSkipped() {
    StoredUser own = stored("primary_id: 'mLIBRARIAN', account_type: 'INTERNAL'" + EMAIL);
    UserUpdate.Decision decision = updateWith(ALUMNI, "ACCOUNT_UPDATED").decide(own);
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
    UserUpdate.Decision skipped = updateWith(ALUMNI, "ACCOUNT_UPDATED").decide(staff);
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
  void letterThatARetryHasAlreadySent_shouldNotBeDueAgain() {
    StoredUser user = internal(EMAIL);
    LetterProgress sent =
        LetterProgress.of(new JobId("job-1"), new JobId("job-2"), "ACCOUNT_UPDATED", State.DUE)
            .asSent("0100-1");
    StoredUser withLetter = user.withState(user.state().withLetter(sent));

    StoredUser written =
        updateWith(ALUMNI, "ACCOUNT_UPDATED").decide(withLetter).write().orElseThrow();

    assertThat(written.state().letterOf(new JobId("job-1"))).contains(sent);
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

  @Test
  void notificationOnly_shouldIncludeStaffAndTheOperator() {
    UserUpdate update = notificationWith("ACCOUNT_UPDATED");
    for (StoredUser user :
        List.of(
            internal(EMAIL + ", user_role: [{role_type: '50'}]"),
            stored("primary_id: 'mlibrarian', account_type: 'INTERNAL'" + EMAIL))) {
      UserUpdate.Decision decision = update.decide(user);
      assertThat(decision.outcome().result()).isEqualTo(Result.UNCHANGED);
      assertThat(decision.outcome().letter()).contains(State.DUE);
      assertThat(decision.write()).isEmpty();
    }
    assertThat(update.decide(internal("")).outcome().letter()).contains(State.NO_PREFERRED_EMAIL);
  }

  @Test
  void passwordLetterWithoutChanges_shouldNotBeDue() {
    assertThat(notificationWith(PASSWORD_CHANGE).decide(external(EMAIL)).outcome().letter())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DUE", "SENDING", "SENT", "FAILED", "NO_PREFERRED_EMAIL"})
  void repeatedUpdate_shouldHaveTheSameOutcome(State state) {
    UserUpdate update = updateWith(TO_INTERNAL, PASSWORD_CHANGE);
    String email = state == State.NO_PREFERRED_EMAIL ? "" : EMAIL;
    UserUpdate.Decision first = update.decide(external(email));
    StoredUser written = first.write().orElseThrow();
    LetterProgress progress =
        LetterProgress.of(new JobId("job-1"), new JobId("job-1"), PASSWORD_CHANGE, state);
    UserUpdate.Decision repeated =
        update.decide(written.withState(written.state().withLetter(progress)));
    assertThat(repeated.outcome()).isEqualTo(first.outcome());
    assertThat(repeated.write()).isEmpty();
  }

  @Test
  void userChangedByAnotherJob_shouldBeChanged() {
    StoredUser user = internal(", user_group: 'UG'");
    StoredUser changed =
        user.withState(
            user.state().withLastChange(new LastChange(new JobId("job-0"), STARTED, Map.of())));
    UserUpdate.Decision decision = updateWith(ALUMNI).decide(changed);
    assertThat(decision.outcome().result()).isEqualTo(Result.UPDATED);
    assertThat(decision.write().orElseThrow().state().isChangedBy(new JobId("job-1"))).isTrue();
  }

  @Test
  void brokenRecord_shouldFailWithoutQuotingTheRecord() {
    UserUpdate update = updateWith("{expiry_date: {extend_by: 'P1Y'}}", "ACCOUNT_UPDATED");
    for (String fields :
        List.of(
            "first_name: 'Ada'",
            "account_type: 'Ada'",
            "account_type: 'INTERNAL', expiry_date: 'Ada'",
            "account_type: 'INTERNAL', user_role: 'Ada'",
            "account_type: 'INTERNAL', user_role: [{expiry_date: 'Ada'}]")) {
      UserUpdate.Decision decision = update.decide(stored(fields + EMAIL));
      assertThat(decision.outcome().result()).isEqualTo(Result.FAILED);
      assertThat(decision.outcome().reasonCode()).contains(Reason.BROKEN_RECORD);
      assertThat(decision.outcome().reason().orElseThrow()).doesNotContain("Ada");
      assertThat(decision.outcome().letter()).isEmpty();
      assertThat(decision.write()).isEmpty();
    }
  }

  @Test
  void refusedChange_shouldFailWithItsReasonAndWithoutLetter() {
    UserUpdate.Decision decision =
        updateWith("{status: {value: 'INACTIVE', when: 'primary_id + 1'}}", "ACCOUNT_UPDATED")
            .decide(internal(EMAIL));
    assertThat(decision.outcome().result()).isEqualTo(Result.FAILED);
    assertThat(decision.outcome().reason().orElseThrow())
        .startsWith("WHEN_FAILED: changes.status.when: ");
    assertThat(decision.outcome().letter()).isEmpty();
    assertThat(decision.write()).isEmpty();
  }

  private static UserUpdate updateRespectingOptOut(String changes) {
    return JobFixture.update(
        JobFixture.job(Optional.of(changes), Optional.of("NEWS"), true, false, false));
  }

  @Test
  void userWhoOptedOut_shouldBeChangedWithoutLetterAlsoInASecondJob() {
    String optedOut = ", library_notice: [{code: {value: 'NEWS'}, value: 'false'}]";

    UserUpdate.Decision first = updateRespectingOptOut(ALUMNI).decide(internal(EMAIL + optedOut));
    UserUpdate.Decision second = updateRespectingOptOut(ALUMNI).decide(first.write().orElseThrow());

    assertThat(first.outcome().result()).isEqualTo(Result.UPDATED);
    assertThat(first.outcome().letter()).contains(State.OPTED_OUT);
    assertThat(second.write()).isEmpty();
    assertThat(second.outcome().letter()).contains(State.OPTED_OUT);
    assertThat(updateRespectingOptOut(ALUMNI).decide(internal(EMAIL)).outcome().letter())
        .contains(State.DUE);
    assertThat(updateWith(ALUMNI, "NEWS").decide(internal(EMAIL + optedOut)).outcome().letter())
        .contains(State.DUE);
  }

  private static StoredUser bounced(StoredUser user) {
    return user.withState(
        user.state()
            .withUndeliverable(
                new UndeliverableAddress("A@Example.edu", STARTED, new JobId("job-0"))));
  }

  @Test
  void userWithBouncedAddress_shouldBeChangedWithoutLetter() {
    UserUpdate.Decision decision = updateRespectingOptOut(ALUMNI).decide(bounced(internal(EMAIL)));

    assertThat(decision.outcome().result()).isEqualTo(Result.UPDATED);
    assertThat(decision.outcome().letter()).contains(State.ADDRESS_BOUNCED);
    assertThat(
            updateRespectingOptOut(ALUMNI)
                .decide(decision.write().orElseThrow())
                .outcome()
                .letter())
        .contains(State.ADDRESS_BOUNCED);
  }

  @Test
  void userWithBouncedAddressThatTheJobChanges_shouldHaveALetterDue() {
    String newAddress = "{email: {replace_domain: {from: 'example.edu', to: 'example.org'}}}";

    assertThat(updateWith(newAddress, "NEWS").decide(bounced(internal(EMAIL))).outcome().letter())
        .contains(State.DUE);
  }

  @Test
  void bouncedLetterOfTheSameJob_shouldStayDue() {
    StoredUser user = bounced(internal(EMAIL));
    LetterProgress sent =
        LetterProgress.of(new JobId("job-1"), new JobId("job-1"), "NEWS", State.DUE).asSent("m-1");

    assertThat(
            notificationWith("NEWS")
                .decide(user.withState(user.state().withLetter(sent)))
                .outcome()
                .letter())
        .contains(State.DUE);
  }
}
