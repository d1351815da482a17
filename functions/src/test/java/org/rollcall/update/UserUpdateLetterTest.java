package org.rollcall.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.Given.user;
import static org.rollcall.update.UserUpdateFixture.ALUMNI;
import static org.rollcall.update.UserUpdateFixture.EMAIL;
import static org.rollcall.update.UserUpdateFixture.PASSWORD_CHANGE;
import static org.rollcall.update.UserUpdateFixture.STARTED;
import static org.rollcall.update.UserUpdateFixture.TO_INTERNAL;
import static org.rollcall.update.UserUpdateFixture.external;
import static org.rollcall.update.UserUpdateFixture.internal;
import static org.rollcall.update.UserUpdateFixture.notificationWith;
import static org.rollcall.update.UserUpdateFixture.stored;
import static org.rollcall.update.UserUpdateFixture.updateWith;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rollcall.Given;
import org.rollcall.id.JobId;
import org.rollcall.job.JobFixture;
import org.rollcall.job.Outcome.Credentials;
import org.rollcall.job.Outcome.Result;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.state.UndeliverableAddress;
import org.rollcall.user.store.StoredUser;

/** Which letters an update makes due. */
class UserUpdateLetterTest {

  @Test
  void userWithoutPreferredEmail_shouldBeChangedWithoutLetter() {
    Decision decision = updateWith(TO_INTERNAL, PASSWORD_CHANGE).decide(external(""));
    assertThat(decision.outcome().credentials()).contains(Credentials.RESET);
    assertThat(decision.outcome().letter()).contains(State.NO_PREFERRED_EMAIL);
    assertThat(decision.write().orElseThrow().state().letters())
        .contains(
            LetterProgress.of(
                Given.job("job-1"), Given.job("job-1"), PASSWORD_CHANGE, State.NO_PREFERRED_EMAIL));
  }

  @Test
  void otherLetters_shouldBeDueForChangedAndUnchangedUsers() {
    UserUpdate update = updateWith(ALUMNI, "ACCOUNT_UPDATED");
    assertThat(update.decide(internal(EMAIL)).outcome().letter()).contains(State.DUE);
    Decision unchanged = update.decide(internal(EMAIL + ", user_group: 'ALUMNI'"));
    assertThat(unchanged.outcome().letter()).contains(State.DUE);
    assertThat(unchanged.write()).isEmpty();
  }

  @Test
  void letterThatCannotBeRendered_shouldBeNamedBeforeItIsSent() {
    String email = EMAIL + ", expiry_date: '06/30/2027'";
    assertThat(notificationWith("ACCOUNT_UPDATED").decide(internal(email)).outcome().reason())
        .hasValueSatisfying(
            reason -> assertThat(reason).startsWith("BROKEN_RECORD: ").contains("expiry_date"));
    assertThat(
            Stream.of(
                    // Its French text does not show the expiry date.
                    notificationWith("ACCOUNT_UPDATED")
                        .decide(internal(email + ", preferred_language: 'fr'")),
                    // The job replaces the value.
                    updateWith("{expiry_date: {value: '2027-06-30'}}", "ACCOUNT_UPDATED")
                        .decide(internal(email)),
                    updateWith(ALUMNI).decide(internal(email)))
                .map(decision -> decision.outcome().reason()))
        .containsOnly(Optional.empty());
  }

  @Test
  void owedLettersThatALetterReplaces_shouldBeNamedBeforeItIsSent() {
    StoredUser user = internal(EMAIL);
    for (int i = 0; i < 10; i++) {
      LetterProgress owed =
          LetterProgress.of(Given.job("old-" + i), Given.job("old-" + i), "NEWS", State.DUE);
      user = user.withState(user.state().withLetter(owed));
    }
    StoredUser optedOut =
        internal(EMAIL + ", library_notice: [{code: 'UserNotificationsLetter', value: 'false'}]")
            .withState(user.state());

    UserUpdate update = notificationWith("ACCOUNT_UPDATED");
    assertThat(update.decide(user).outcome().reason())
        .hasValueSatisfying(
            reason -> assertThat(reason).startsWith("OWED_LETTER_DROPPED").contains("old-0"));
    UserUpdate respecting =
        JobFixture.update(
            JobFixture.job(Optional.empty(), Optional.of("ACCOUNT_UPDATED"), true, false, false));
    assertThat(respecting.decide(optedOut).outcome().reason()).isEmpty();
  }

  @Test
  void letterThatARetryHasAlreadySent_shouldNotBeDueAgain() {
    StoredUser user = internal(EMAIL);
    LetterProgress sent =
        LetterProgress.of(Given.job("job-1"), Given.job("job-2"), "ACCOUNT_UPDATED", State.DUE)
            .asSent("0100-1");
    StoredUser withLetter = user.withState(user.state().withLetter(sent));

    StoredUser written =
        updateWith(ALUMNI, "ACCOUNT_UPDATED").decide(withLetter).write().orElseThrow();

    assertThat(written.state().letterOf(Given.job("job-1"))).contains(sent);
  }

  @Test
  void notificationOnly_shouldIncludeStaffAndTheOperator() {
    UserUpdate update = notificationWith("ACCOUNT_UPDATED");
    for (StoredUser user :
        List.of(
            internal(EMAIL + ", user_role: [{role_type: '50'}]"),
            stored("primary_id: 'mlibrarian', account_type: 'INTERNAL'" + EMAIL))) {
      Decision decision = update.decide(user);
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

  private static UserUpdate updateRespectingOptOut(String changes) {
    return JobFixture.update(
        JobFixture.job(Optional.of(changes), Optional.of("NEWS"), true, false, false));
  }

  @Test
  void userWhoOptedOut_shouldBeChangedWithoutLetterAlsoInASecondJob() {
    String optedOut = ", library_notice: [{code: {value: 'NEWS'}, value: 'false'}]";

    Decision first = updateRespectingOptOut(ALUMNI).decide(internal(EMAIL + optedOut));
    Decision second = updateRespectingOptOut(ALUMNI).decide(first.write().orElseThrow());

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
    Decision decision = updateRespectingOptOut(ALUMNI).decide(bounced(internal(EMAIL)));

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
        LetterProgress.of(Given.job("job-1"), Given.job("job-1"), "NEWS", State.DUE).asSent("m-1");

    assertThat(
            notificationWith("NEWS")
                .decide(user.withState(user.state().withLetter(sent)))
                .outcome()
                .letter())
        .contains(State.DUE);
  }

  /** A user after the change by another attempt of the same job, with the state of the letter. */
  private static StoredUser changedBefore(String more, State letter) {
    StoredUser user = internal(more + ", user_group: 'ALUMNI'");
    return user.withState(
        user.state()
            .withLastChange(Given.lastChange(Given.job("job-1"), STARTED, Map.of()), known -> true)
            .withLetter(
                LetterProgress.of(
                    Given.job("job-1"), Given.job("job-0"), "ACCOUNT_UPDATED", letter)));
  }

  @Test
  void letterThatAnEarlierAttemptOwes_shouldBeDueIfTheRecordAllowsItNow() {
    UserUpdate retry = updateWith(ALUMNI, "ACCOUNT_UPDATED");

    Decision corrected = retry.decide(changedBefore(EMAIL, State.NO_PREFERRED_EMAIL));

    assertThat(corrected.write()).isEmpty();
    assertThat(corrected.outcome().result()).isEqualTo(Result.UPDATED);
    assertThat(corrected.outcome().letter()).contains(State.DUE);
    assertThat(retry.decide(changedBefore("", State.FAILED)).outcome().letter())
        .contains(State.NO_PREFERRED_EMAIL);
    assertThat(retry.decide(bounced(changedBefore(EMAIL, State.SENT))).outcome().letter())
        .as("sent, and not known to have bounced")
        .contains(State.DUE);
    assertThat(retry.decide(changedBefore(EMAIL, State.OPTED_OUT)).outcome().letter())
        .contains(State.OPTED_OUT);
  }
}
