package org.rollcall.notify;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.rollcall.error.Reason;
import org.rollcall.job.Job;
import org.rollcall.job.JobLetter;
import org.rollcall.job.LetterTrial;
import org.rollcall.job.Outcome;
import org.rollcall.letter.LetterContext;
import org.rollcall.notify.LetterSender.Posted;
import org.rollcall.update.UserUpdate;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserTable;

/**
 * The letters of a test: to whoever asked for them, as the members would get them after the job,
 * but without a password. Nothing is written into anybody's item.
 */
final class TestLetterSender {

  private final Job job;
  private final LetterTrial test;
  private final UserTable users;
  private final SesSender dispatch;
  private final SendRate pace;
  private final UserUpdate update;

  TestLetterSender(Job job, LetterTrial test, UserTable users, SesSender dispatch, SendRate pace) {
    this.job = requireNonNull(job, "job is null");
    this.test = requireNonNull(test, "test is null");
    this.users = requireNonNull(users, "users is null");
    this.dispatch = requireNonNull(dispatch, "dispatch is null");
    this.pace = requireNonNull(pace, "pace is null");
    this.update = new UserUpdate(job.execution(), job.request());
  }

  Posted send(Outcome outcome) {
    String id = outcome.primaryId();
    Optional<StoredUser> stored = users.find(PrimaryId.of(id));
    if (stored.isEmpty()) {
      return Posted.unsent(id, State.FAILED, Reason.NOT_FOUND, "primary ID");
    }
    User changed =
        update.decide(stored.get()).write().map(StoredUser::user).orElse(stored.get().user());
    pace.awaitTurn();
    pace.handOver();
    return Posted.of(dispatch.send(id, addressee(changed), test.to()));
  }

  private LetterContext addressee(User user) {
    Optional<LetterContext.Credentials> credentials =
        job.request()
            .letter()
            .filter(JobLetter::containsPassword)
            .map(letters -> LetterContext.Credentials.masked(job.execution().credentialsExpire()));
    return new LetterContext(user, job.request().jobName(), job.execution().started(), credentials);
  }
}
