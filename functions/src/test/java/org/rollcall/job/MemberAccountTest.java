package org.rollcall.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rollcall.Given;
import org.rollcall.error.Reason;
import org.rollcall.job.Outcome.Credentials;
import org.rollcall.job.Outcome.Result;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.Delivery;
import org.rollcall.user.state.Delivery.Kind;
import org.rollcall.user.state.IssuedCredential;
import org.rollcall.user.state.LastChange.FieldChange;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.state.RollcallState;

/** The result of a member, from the ledger and the user's item. */
class MemberAccountTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Job JOB =
      JobFixture.job(Optional.empty(), Optional.of("NOTIFY_PASSWORD_CHANGE"), false);
  private static final RollcallState UNTOUCHED = RollcallState.initial(PrimaryId.of("S1"));
  private static final LetterProgress DUE =
      LetterProgress.of(JOB.root(), JOB.reference(), "NOTIFY_PASSWORD_CHANGE", State.DUE);
  private static final Map<String, FieldChange> FIELDS =
      Map.of("user_group", FieldChange.of(null, null));
  private static final RollcallState CONVERTED =
      UNTOUCHED
          .withLastChange(Given.lastChange(JOB.root(), NOW, FIELDS), known -> true)
          .withCredential(Optional.of(IssuedCredential.of(JOB.root(), NOW, NOW)))
          .withLetter(DUE);

  private static final MemberAccount MISSING = account(Optional.empty(), Optional.empty());

  @Test
  void member_missingFromTheLedgerWithTheJobsChangeInTheItem_shouldBeUpdated() {
    MemberAccount account = withItem(MISSING, CONVERTED);

    assertThat(account.outcome())
        .contains(
            Outcome.done(
                "S1",
                Result.UPDATED,
                FIELDS,
                Optional.of(Credentials.RESET),
                Optional.of(State.DUE)));
    assertThat(account.letter()).isEmpty();
    assertThat(account.remains()).as("the letter is not sent").isTrue();
  }

  @Test
  void member_missingFromTheLedgerAndWithoutTheJobsChange_shouldRemain() {
    RollcallState otherJob =
        UNTOUCHED.withLastChange(Given.lastChange(Given.job("job-0"), NOW, FIELDS), known -> true);

    assertThat(withItem(MISSING, otherJob)).isEqualTo(MISSING);
    assertThat(MISSING.remains()).isTrue();
  }

  @Test
  void memberNotReachedInTime_updatedByALaterAttempt_shouldBeUpdated() {
    MemberAccount notReached = account(outcome(Result.NOT_REACHED, null), Optional.empty());

    assertThat(withItem(notReached, CONVERTED).outcome().map(Outcome::result))
        .contains(Result.UPDATED);
  }

  @Test
  void change_overwrittenByALaterJob_shouldStillBeAnUpdate() {
    RollcallState later =
        CONVERTED.withLastChange(Given.lastChange(Given.job("job-2"), NOW, FIELDS), known -> true);

    Outcome outcome = withItem(MISSING, later).outcome().orElseThrow();

    assertThat(outcome.result()).isEqualTo(Result.UPDATED);
    assertThat(outcome.changes()).as("the old values are unknown").isEmpty();
  }

  @Test
  void memberWithoutAChange_whoseLetterWasSent_shouldBeUnchanged() {
    MemberAccount account = withItem(MISSING, UNTOUCHED.withLetter(DUE.asSent("0100-1")));

    assertThat(account.outcome().map(Outcome::result)).contains(Result.UNCHANGED);
    assertThat(account.letter()).contains(LetterOutcome.sent("S1", Optional.of("0100-1")));
    assertThat(account.remains()).isFalse();
  }

  @Test
  void letter_missingFromTheLedger_shouldHaveTheStateOfTheItem() {
    MemberAccount due = account(outcome(Result.UPDATED, State.DUE), Optional.empty());

    assertThat(letter(due, DUE.asSent("0100-1")))
        .isEqualTo(LetterOutcome.sent("S1", Optional.of("0100-1")));
    assertThat(letter(due, DUE.asFailed()).letter()).isEqualTo(State.FAILED);
    assertThat(letter(due, DUE.asSending(NOW)).letter()).isEqualTo(State.SENDING);
    assertThat(letter(due, DUE.asSending(NOW)).reasonCode()).contains(Reason.IN_HAND);
    assertThat(withItem(due, UNTOUCHED.withLetter(DUE)).letter()).isEmpty();
  }

  @Test
  void failedLetter_sentByAnotherAttempt_shouldBeSent() {
    MemberAccount failed =
        account(
            outcome(Result.UPDATED, State.DUE),
            Optional.of(LetterOutcome.unsent("S1", State.FAILED, Reason.SES_FAILED, "throttled")));

    assertThat(failed.remains()).isTrue();
    assertThat(letter(failed, DUE.asSent("0100-1")).letter()).isEqualTo(State.SENT);
    assertThat(letter(failed, DUE.asFailed()).reasonCode())
        .as("the ledger's reason")
        .contains(Reason.SES_FAILED);
  }

  @Test
  void letterInProgress_shouldHaveTheFinalStateOfTheItem() {
    MemberAccount inProgress =
        account(
            outcome(Result.UPDATED, State.DUE),
            Optional.of(LetterOutcome.unsent("S1", State.SENDING, Reason.IN_HAND)));

    assertThat(letter(inProgress, DUE.asFailed()).letter()).isEqualTo(State.FAILED);
    assertThat(letter(inProgress, DUE).reasonCode()).contains(Reason.IN_HAND);
  }

  @Test
  void member_whoIsOwedNothing_shouldNotRemain() {
    assertThat(account(outcome(Result.UPDATED, null), Optional.empty()).remains()).isFalse();
    assertThat(account(outcome(Result.UPDATED, State.OPTED_OUT), Optional.empty()).remains())
        .isFalse();
    assertThat(sent(Optional.empty()).remains()).isFalse();
    assertThat(
            account(
                    outcome(Result.UPDATED, State.DUE),
                    Optional.of(LetterOutcome.unsent("S1", State.GIVEN_UP, Reason.SUPERSEDED)))
                .remains())
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {
        "DUE",
        "NO_PREFERRED_EMAIL",
        "SEVERAL_ADDRESSES",
        "UNUSABLE_ADDRESS",
        "ADDRESS_BOUNCED"
      })
  void member_whoIsOwedALetter_shouldRemain(State planned) {
    assertThat(account(outcome(Result.UNCHANGED, planned), Optional.empty()).remains()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "DELIVERED, false",
    "SOFT_BOUNCED, false",
    "REJECTED, true",
    "SUPPRESSED, true",
    "BOUNCED, true",
    "COMPLAINED, false"
  })
  void sentLetter_shouldBeOwedIfItDidNotArrive(Kind delivery, boolean isOwed) {
    assertThat(sent(Optional.of(delivery)).isLetterOwed()).isEqualTo(isOwed);
    assertThat(sent(Optional.of(delivery)).remains()).isEqualTo(isOwed);
  }

  @Test
  void bouncedLetter_sentAgainByARetry_shouldHaveTheDeliveryOfTheLastMessage() {
    LetterProgress resent = DUE.asSent("m-1").asSending(Given.job("job-2"), NOW).asSent("m-2");
    RollcallState delivered =
        UNTOUCHED
            .withLetter(resent)
            .withDelivery(JOB.root(), "m-2", new Delivery(Kind.DELIVERED, NOW));

    MemberAccount account = withItem(sent(Optional.of(Kind.BOUNCED)), delivered);

    assertThat(account.letter().flatMap(LetterOutcome::messageId)).contains("m-2");
    assertThat(account.delivery()).contains(Kind.DELIVERED);
    assertThat(account.remains()).isFalse();
    assertThat(withItem(sent(Optional.of(Kind.BOUNCED)), UNTOUCHED.withLetter(DUE.asSent("m-1"))))
        .as("the bounce is of a second copy, which the item does not have")
        .isEqualTo(sent(Optional.empty()));
  }

  @Test
  void letterOfARetry_shouldHaveTheDeliveryOfTheSameMessageInTheItem() {
    RollcallState suppressed =
        UNTOUCHED
            .withLetter(DUE.asSent("m-1"))
            .withDelivery(JOB.root(), "m-1", new Delivery(Kind.SUPPRESSED, NOW));
    JobTrace trace = JobTrace.find(JOB.root(), suppressed).orElseThrow();
    MemberAccount other =
        account(
            outcome(Result.UPDATED, State.DUE),
            Optional.of(LetterOutcome.sent("S1", Optional.of("m-2"))));
    MemberAccount unsent = account(outcome(Result.UPDATED, State.DUE), Optional.empty());

    assertThat(sent(Optional.empty()).withDelivery(trace).isLetterOwed()).isTrue();
    assertThat(sent(Optional.of(Kind.COMPLAINED)).withDelivery(trace).delivery())
        .as("what the job's own folder says")
        .contains(Kind.COMPLAINED);
    assertThat(other.withDelivery(trace)).as("another message").isEqualTo(other);
    assertThat(unsent.withDelivery(trace)).isEqualTo(unsent);
  }

  @Test
  void letterThatIsGivenUp_shouldStaySentIfItWasSent() {
    LetterOutcome superseded = LetterOutcome.unsent("S1", State.GIVEN_UP, Reason.SUPERSEDED);

    MemberAccount bounced = sent(Optional.of(Kind.BOUNCED)).givenUp(superseded);
    MemberAccount unsent =
        account(outcome(Result.UPDATED, State.NO_PREFERRED_EMAIL), Optional.empty())
            .givenUp(superseded);

    assertThat(bounced.isLetterOwed()).isFalse();
    assertThat(bounced.letterState()).contains(State.SENT);
    assertThat(unsent.isLetterOwed()).isFalse();
    assertThat(unsent.letterState()).contains(State.GIVEN_UP);
  }

  private static MemberAccount sent(Optional<Kind> delivery) {
    return new MemberAccount(
        "s1",
        outcome(Result.UPDATED, State.DUE),
        Optional.of(LetterOutcome.sent("S1", Optional.of("m-1"))),
        delivery,
        false,
        false);
  }

  @Test
  void failedMember_shouldRemainUnlessTheItemHasTheJobsChange() {
    MemberAccount failed = account(outcome(Result.FAILED, null), Optional.empty());

    assertThat(failed.remains()).isTrue();
    assertThat(withItem(failed, UNTOUCHED)).isEqualTo(failed);
    assertThat(withItem(failed, CONVERTED).outcome().map(Outcome::result))
        .as("another invocation, or a retry, has changed the user")
        .contains(Result.UPDATED);
  }

  private static LetterOutcome letter(MemberAccount account, LetterProgress progress) {
    return withItem(account, UNTOUCHED.withLetter(progress)).letter().orElseThrow();
  }

  private static MemberAccount withItem(MemberAccount account, RollcallState state) {
    return JobTrace.find(JOB.root(), state).map(account::with).orElse(account);
  }

  private static MemberAccount account(Optional<Outcome> outcome, Optional<LetterOutcome> letter) {
    return new MemberAccount("s1", outcome, letter, Optional.empty(), false, false);
  }

  private static Optional<Outcome> outcome(Result result, LetterProgress.@Nullable State letter) {
    return Optional.of(
        Outcome.done("S1", result, Map.of(), Optional.empty(), Optional.ofNullable(letter)));
  }
}
