package org.rollcall.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.update.UserUpdateFixture.ALUMNI;
import static org.rollcall.update.UserUpdateFixture.EMAIL;
import static org.rollcall.update.UserUpdateFixture.STARTED;
import static org.rollcall.update.UserUpdateFixture.external;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rollcall.Given;
import org.rollcall.RecordCopy;
import org.rollcall.error.Reason;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.job.BeforeImage;
import org.rollcall.job.DecisionBasis;
import org.rollcall.job.Job;
import org.rollcall.job.JobExecution;
import org.rollcall.job.JobFixture;
import org.rollcall.job.Outcome.Result;
import org.rollcall.job.Undo;
import org.rollcall.user.state.Delivery;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.state.StateFormat;
import org.rollcall.user.store.StoredUser;

/** What an undo does to the letter of its job, on the user's item and in the report. */
class UndoneLetterTest {

  private static final JobReference UNDONE =
      new JobReference(new JobId("graduation"), STARTED.minusSeconds(600));

  private static final LetterProgress DUE =
      LetterProgress.of(UNDONE, UNDONE, "ACCOUNT_UPDATED", State.DUE);

  private static final String NO_EMAIL = ", contact_info: {}";

  /** The image of a member that the job did not change. */
  private static BeforeImage image(State letter) {
    return new BeforeImage("S1", false, Map.of(), false, Optional.of(letter), Optional.empty());
  }

  private static Decision undo(StoredUser stored, BeforeImage image, String operator) {
    Job job = JobFixture.job(Optional.of(ALUMNI), Optional.of("ACCOUNT_UPDATED"), false);
    Undo undo =
        new Undo(UNDONE, List.of(UNDONE.jobId()), List.of(UNDONE), false, 1, Optional.empty());
    JobExecution execution = RecordCopy.with(job.execution(), "undo", Optional.of(undo));
    DecisionBasis basis = DecisionBasis.of(job.reference(), operator, false);
    return new UserUpdate(RecordCopy.with(execution, "basis", basis), job.request(), id -> image)
        .decide(stored);
  }

  private static StoredUser with(StoredUser user, LetterProgress letter) {
    return user.withState(user.state().withLetter(letter));
  }

  private static Decision undo(LetterProgress letter) {
    return undo(with(external(EMAIL), letter), image(State.FAILED), "MLibrarian");
  }

  private static Optional<State> stateAfter(Decision undo) {
    return undo.write().flatMap(user -> user.state().letterOf(UNDONE)).map(LetterProgress::state);
  }

  private static LetterProgress sent(Delivery.Kind event) {
    RollcallState state = external(EMAIL).state().withLetter(DUE.asSending(STARTED).asSent("m1"));
    return state
        .withDelivery(UNDONE, "m1", new Delivery(event, STARTED))
        .letterOf(UNDONE)
        .orElseThrow();
  }

  @Test
  void owedLetter_shouldBeWithdrawn() {
    for (LetterProgress letter : List.of(DUE, DUE.asFailed())) {
      Decision undo = undo(letter);

      assertThat(stateAfter(undo)).contains(State.WITHDRAWN);
      assertThat(undo.outcome().undoneLetter()).contains(State.WITHDRAWN);
      assertThat(undo.outcome().letter()).as("correction").isEmpty();
    }
  }

  /** The function that was sending it has died, perhaps after SES had accepted the letter. */
  @Test
  void letterThatWasBeingSentBefore_shouldBeUnclear_andBeCorrected() {
    Decision undo = undo(DUE.asSending(STARTED.minusSeconds(1)));

    assertThat(stateAfter(undo)).contains(State.UNCLEAR);
    assertThat(undo.outcome().undoneLetter()).contains(State.UNCLEAR);
    assertThat(undo.outcome().letter()).as("correction").contains(State.DUE);
  }

  /** The same, but the item has lost the letter. */
  @Test
  void letterThatTheLedgerCallsUnclear_shouldBeUnclear_andBeCorrected() {
    Decision undo = undo(external(EMAIL), image(State.SENDING), "MLibrarian");

    assertThat(stateAfter(undo)).contains(State.UNCLEAR);
    assertThat(undo.outcome().undoneLetter()).contains(State.UNCLEAR);
    assertThat(undo.outcome().letter()).as("correction").contains(State.DUE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Delivery.Kind.class,
      names = {"BOUNCED", "REJECTED", "SUPPRESSED"})
  void letterThatDidNotArrive_shouldBeSentAndNotOwed_withoutACorrection(Delivery.Kind event) {
    Decision undo = undo(sent(event));

    assertThat(undo.write().orElseThrow().state().letterOf(UNDONE).orElseThrow().isOwed())
        .isFalse();
    assertThat(undo.outcome().undoneLetter()).contains(State.SENT);
    assertThat(undo.outcome().letter()).as("correction").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Delivery.Kind.class,
      names = {"DELIVERED", "SOFT_BOUNCED", "COMPLAINED"})
  void letterThatMayHaveArrived_shouldBeSent_withACorrection(Delivery.Kind event) {
    Decision undo = undo(sent(event));

    assertThat(undo.outcome().undoneLetter()).contains(State.SENT);
    assertThat(undo.outcome().letter()).as("correction").contains(State.DUE);
  }

  /** SES reports after the undo that it had accepted the letter. */
  @ParameterizedTest
  @CsvSource({"DELIVERED, SENT", "BOUNCED, WITHDRAWN"})
  void unclearLetter_shouldBecomeSent_andStayWithdrawn(Delivery.Kind event, State known) {
    StoredUser after = undo(DUE.asSending(STARTED.minusSeconds(1))).write().orElseThrow();

    LetterProgress letter =
        after
            .state()
            .withDelivery(UNDONE, "m1", new Delivery(event, STARTED))
            .letterOf(UNDONE)
            .orElseThrow();

    assertThat(letter.state()).isEqualTo(known);
    assertThat(letter.reportedState()).isEqualTo(State.SENT);
    assertThat(letter.isOwed()).isFalse();
  }

  @Test
  void letterThatAFunctionIsSending_shouldMakeTheUserFail_soThatARetryWithdrawsIt() {
    Decision undo = undo(DUE.asSending(STARTED.plusSeconds(1)));

    assertThat(undo.outcome().result()).isEqualTo(Result.FAILED);
    assertThat(undo.outcome().reasonCode()).contains(Reason.LETTER_BEING_SENT);
    assertThat(undo.outcome().undoneLetter()).contains(State.SENDING);
    assertThat(undo.write()).isEmpty();
  }

  /** Nothing can send the letter any more. The record stays as it is. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "                                              | false | S1         | OWN_RECORD",
        ", user_role: [{role_type: '21', status: 'ACTIVE'}] | false | MLibrarian | STAFF_RECORD",
        ", user_role: 'none'                           | false | MLibrarian | BROKEN_RECORD",
        "                                              | true  | MLibrarian | BEFORE_IMAGE_LOST",
      })
  void letterOfAUserWhoIsNotUndone_shouldBeWithdrawn(
      String fields, boolean isLost, String operator, Reason reason) {
    StoredUser user = with(external(NO_EMAIL + (fields == null ? "" : fields)), DUE);
    BeforeImage image =
        new BeforeImage("S1", isLost, Map.of(), false, Optional.of(State.FAILED), Optional.empty());

    Decision undo = undo(user, image, operator);

    assertThat(undo.outcome().reasonCode()).contains(reason);
    assertThat(undo.outcome().undoneLetter()).contains(State.WITHDRAWN);
    assertThat(stateAfter(undo)).contains(State.WITHDRAWN);
    assertThat(undo.write().orElseThrow().user()).isEqualTo(user.user());
  }

  /** Of a user whose state cannot be read, nothing can be written. */
  @Test
  void letterThatCannotBeWithdrawn_shouldBeReportedAsOwed() {
    StoredUser user = external(EMAIL);
    StoredUser unreadable =
        user.withState(StateFormat.read(Given.json("'none'"), user.user().primaryId()));

    Decision undo = undo(unreadable, image(State.FAILED), "MLibrarian");

    assertThat(undo.write()).isEmpty();
    assertThat(undo.outcome().undoneLetter()).contains(State.FAILED);
  }

  @Test
  void letterOfADeletedUser_shouldBeSentOrGivenUp() {
    assertThat(image(State.FAILED).letterOfDeletedUser()).contains(State.GIVEN_UP);
    assertThat(image(State.SENDING).letterOfDeletedUser()).contains(State.UNCLEAR);
    assertThat(image(State.OPTED_OUT).letterOfDeletedUser()).contains(State.OPTED_OUT);
    assertThat(
            new BeforeImage(
                    "S1",
                    false,
                    Map.of(),
                    false,
                    Optional.of(State.SENT),
                    Optional.of(Delivery.Kind.BOUNCED))
                .letterOfDeletedUser())
        .contains(State.SENT);
  }
}
