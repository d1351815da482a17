package org.rollcall.update;

import java.util.Optional;
import org.rollcall.job.JobExecution;
import org.rollcall.job.JobLetter;
import org.rollcall.job.JobRequest;
import org.rollcall.job.Recipient;
import org.rollcall.letter.OptOut;
import org.rollcall.user.User;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.state.RollcallState;

/** Decides whether a user gets the letter of a job, and what the letter depends on. */
record MemberLetter(JobExecution execution, JobRequest request) {

  /** The state of the user's letter; empty if the job sends this user no letter. */
  Optional<LetterProgress.State> state(User after, RollcallState state, boolean resetsPassword) {
    return request
        .letter()
        .filter(letter -> resetsPassword || !letter.containsCredential())
        .map(letter -> state(after, state, letter));
  }

  LetterProgress.State state(User after, RollcallState state, JobLetter letter) {
    if (letter.respectsOptOut() && OptOut.isOptedOut(letter.type(), after.normalized())) {
      return LetterProgress.State.OPTED_OUT;
    }
    // If this job's own letter bounced, the letter was nevertheless due.
    boolean isOwnBounce =
        state
            .letterOf(execution.root())
            .filter(own -> own.attempt().equals(execution.reference()))
            .isPresent();
    return LetterProgress.State.unreachable(after.preferredEmail(), state)
        .filter(found -> !(isOwnBounce && found == LetterProgress.State.ADDRESS_BOUNCED))
        .orElse(LetterProgress.State.DUE);
  }

  /** What the letter depends on; empty if the user has no address to which a letter can be sent. */
  Optional<Recipient> recipient(LetterProgress.State letter, User after) {
    return letter == LetterProgress.State.DUE || letter == LetterProgress.State.ADDRESS_BOUNCED
        ? after
            .preferredEmail()
            .address()
            .map(
                address ->
                    Recipient.of(
                        execution.basis().origin(),
                        address,
                        request.letter().orElseThrow().languages().of(after)))
        : Optional.empty();
  }
}
