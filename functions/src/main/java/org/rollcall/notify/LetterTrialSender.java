package org.rollcall.notify;

import java.util.Optional;
import org.rollcall.error.Reason;
import org.rollcall.job.Job;
import org.rollcall.job.LetterTrial;
import org.rollcall.job.Outcome;
import org.rollcall.letter.LetterContext;
import org.rollcall.update.UserUpdate;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserTable;

/**
 * Sends the letters of a test to the address in {@code test_to}. They are the letters that the
 * members would get from the job, with bullets instead of the password. No user's item is written.
 * See D-011.
 */
record LetterTrialSender(
    Job job,
    LetterTrial test,
    UserTable users,
    SesSender sesSender,
    SendRate rate,
    UserUpdate update) {

  LetterResult send(Outcome outcome) {
    String id = outcome.primaryId();
    Optional<StoredUser> stored = users.find(PrimaryId.of(id));
    if (stored.isEmpty()) {
      return LetterResult.unsent(id, State.FAILED, Reason.NOT_FOUND, "primary ID");
    }
    User userAfterJob =
        update.decide(stored.get()).write().map(StoredUser::user).orElse(stored.get().user());
    rate.awaitTurn();
    rate.recordSend();
    Optional<LetterContext.Credentials> password =
        job.request().sendsPasswords()
            ? Optional.of(LetterContext.Credentials.masked(job.execution().credentialsExpire()))
            : Optional.empty();
    return LetterResult.of(sesSender.send(id, userAfterJob, password, test.to()));
  }
}
