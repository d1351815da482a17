package org.rollcall.job;

import java.util.Optional;
import org.rollcall.error.Reason;
import org.rollcall.id.JobReference;
import org.rollcall.letter.OptOut;
import org.rollcall.user.AccountType;
import org.rollcall.user.state.IssuedCredential;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.StoredUser;

/** Decides when a letter that did not reach its user is not owed any more. See D-132. */
public final class OwedLetter {

  private OwedLetter() {}

  /**
   * The final outcome of a letter that is not owed any more; empty if it is still owed.
   *
   * @param id the user's primary ID
   * @param stored the user as now stored; empty if there is no such user
   * @throws org.rollcall.user.BrokenRecordException if the record's {@code library_notice} cannot
   *     be read
   */
  public static Optional<LetterOutcome> givenUp(Job job, String id, Optional<StoredUser> stored) {
    if (stored.isEmpty()) {
      return Optional.of(LetterOutcome.unsent(id, State.GIVEN_UP, Reason.NOT_FOUND, "primary ID"));
    }
    StoredUser user = stored.get();
    if (isDropped(user.state(), job.root())) {
      return Optional.of(LetterOutcome.unsent(id, State.GIVEN_UP, Reason.LETTER_DROPPED));
    }
    if (job.request().sendsCredentials() && isPasswordSuperseded(user, job.root())) {
      return Optional.of(LetterOutcome.unsent(id, State.GIVEN_UP, Reason.SUPERSEDED));
    }
    if (job.request().sendsCredentials() && isLinkUsed(user.state(), job.root())) {
      return Optional.of(LetterOutcome.unsent(id, State.GIVEN_UP, Reason.LINK_USED));
    }
    return job.request()
        .letter()
        .filter(JobLetter::respectsOptOut)
        .filter(letter -> OptOut.isOptedOut(letter.type(), user.user().normalized()))
        .map(letter -> LetterOutcome.unsent(id, State.OPTED_OUT, Reason.OPTED_OUT));
  }

  /** Whether the letters of later jobs have displaced the letter that a job wrote with a change. */
  private static boolean isDropped(RollcallState state, JobReference root) {
    return state.isChangedBy(root) && state.letterOf(root).isEmpty();
  }

  /** Whether the user has used the link of the letter, which no letter can make valid again. */
  private static boolean isLinkUsed(RollcallState state, JobReference root) {
    return state.credentialOf(root).filter(IssuedCredential::isUsedLink).isPresent();
  }

  /** Whether a later job issued another password, or the account is no longer internal. */
  private static boolean isPasswordSuperseded(StoredUser user, JobReference root) {
    return user.state().credentialOf(root).isEmpty()
        || user.user()
            .normalized()
            .code("account_type")
            .filter(AccountType.INTERNAL.name()::equals)
            .isEmpty();
  }
}
