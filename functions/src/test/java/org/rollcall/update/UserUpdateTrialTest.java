package org.rollcall.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.update.UserUpdateFixture.ALUMNI;
import static org.rollcall.update.UserUpdateFixture.EMAIL;
import static org.rollcall.update.UserUpdateFixture.internal;
import static org.rollcall.update.UserUpdateFixture.updateWith;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rollcall.job.LetterTrial;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Result;
import org.rollcall.user.state.LetterProgress.State;

class UserUpdateTrialTest {

  private static final LetterTrial OF_USER = new LetterTrial("desk@example.edu", List.of("s1"));
  private static final LetterTrial OF_OTHERS = new LetterTrial("desk@example.edu", List.of("s2"));

  @Test
  void trial_shouldChangeNobodyAndSendTheLettersOfItsMembersOnly() {
    Decision decision = updateWith(ALUMNI, "ACCOUNT_UPDATED").decide(internal(EMAIL));

    assertThat(decision.outcome().result()).isEqualTo(Result.UPDATED);
    assertThat(decision.asTrial(OF_USER).write()).isEmpty();
    assertThat(decision.asTrial(OF_USER).outcome())
        .returns(Result.WOULD_CHANGE, Outcome::result)
        .returns(Optional.of(State.DUE), Outcome::letter);
    assertThat(decision.asTrial(OF_OTHERS).outcome().letter()).isEmpty();
  }

  @Test
  void trial_shouldReportThatAUserHasNoAddress() {
    Decision decision = updateWith(ALUMNI, "ACCOUNT_UPDATED").decide(internal(""));

    assertThat(decision.asTrial(OF_OTHERS).outcome().letter()).contains(State.NO_PREFERRED_EMAIL);
  }
}
