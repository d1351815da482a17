package org.rollcall.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.update.UserUpdateFixture.ALUMNI;
import static org.rollcall.update.UserUpdateFixture.EMAIL;
import static org.rollcall.update.UserUpdateFixture.STARTED;
import static org.rollcall.update.UserUpdateFixture.external;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rollcall.error.Reason;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.job.BeforeImage;
import org.rollcall.job.Job;
import org.rollcall.job.JobExecution;
import org.rollcall.job.JobFixture;
import org.rollcall.job.Outcome.Result;
import org.rollcall.job.Undo;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.store.StoredUser;

/** What an undo does to a letter that its job has not sent. */
class UndoneLetterTest {

  private static final JobReference UNDONE =
      new JobReference(new JobId("graduation"), STARTED.minusSeconds(600));

  private static final LetterProgress DUE =
      LetterProgress.of(UNDONE, UNDONE, "ACCOUNT_UPDATED", State.DUE);

  private static Decision undo(LetterProgress letter) {
    Job job = JobFixture.job(Optional.of(ALUMNI), Optional.empty(), false);
    JobExecution execution = job.execution();
    Undo undo =
        new Undo(UNDONE, List.of(UNDONE.jobId()), List.of(UNDONE), false, 1, Optional.empty());
    JobExecution ofUndo =
        new JobExecution(
            execution.jobId(),
            execution.retryOf(),
            execution.continueOf(),
            execution.root(),
            execution.initiatedBy(),
            execution.started(),
            execution.credentialsExpire(),
            execution.previewDays(),
            execution.basis(),
            execution.confirmation(),
            Optional.of(undo));
    BeforeImage image = new BeforeImage("S1", false, Map.of(), Optional.of(State.FAILED));
    StoredUser stored = external(EMAIL);
    return new UserUpdate(ofUndo, job.request(), id -> image)
        .decide(stored.withState(stored.state().withLetter(letter)));
  }

  private static Optional<State> stateAfter(Decision undo) {
    return undo.write().flatMap(user -> user.state().letterOf(UNDONE)).map(LetterProgress::state);
  }

  @Test
  void dueLetter_shouldBeWithdrawn() {
    assertThat(stateAfter(undo(DUE))).contains(State.WITHDRAWN);
  }

  @Test
  void letterThatWasBeingSentBefore_shouldBeWithdrawn() {
    Instant before = STARTED.minusSeconds(1);

    assertThat(stateAfter(undo(DUE.asSending(before)))).contains(State.WITHDRAWN);
  }

  @Test
  void letterThatAFunctionIsSending_shouldMakeTheUserFail_soThatARetryWithdrawsIt() {
    Decision undo = undo(DUE.asSending(STARTED.plusSeconds(1)));

    assertThat(undo.outcome().result()).isEqualTo(Result.FAILED);
    assertThat(undo.outcome().reasonCode()).contains(Reason.LETTER_BEING_SENT);
    assertThat(undo.write()).isEmpty();
  }
}
