package org.rollcall.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;
import org.rollcall.id.JobId;
import org.rollcall.job.LetterOutcome;
import org.rollcall.job.StopReason;
import org.rollcall.json.Json;
import org.rollcall.user.state.LetterProgress.State;

/**
 * The result of one attempt to send a user's letter.
 *
 * @param claimedUntil when another invocation's claim on the letter ends, if there is one
 * @param stop why the job stops, if SES accepts no more letters from this account
 */
record LetterResult(
    LetterOutcome outcome, Optional<Instant> claimedUntil, Optional<StopReason> stop) {

  static LetterResult of(SesSender.Result result) {
    return new LetterResult(result.outcome(), Optional.empty(), result.stop());
  }

  static LetterResult of(LetterOutcome outcome) {
    return new LetterResult(outcome, Optional.empty(), Optional.empty());
  }

  /**
   * A letter that was not sent.
   *
   * @param values one value for each placeholder of the reason's template
   */
  static LetterResult unsent(String id, State state, Reason reason, Object... values) {
    return of(LetterOutcome.unsent(id, state, reason, values));
  }

  /**
   * This result, with a remark if letters of earlier jobs were given up for it. The reason of a
   * letter that was not sent is more important.
   */
  LetterResult withDropped(List<JobId> dropped) {
    return dropped.isEmpty() || outcome.reason().isPresent()
        ? this
        : new LetterResult(
            outcome.withRemark(ReasonText.of(Reason.OWED_LETTER_DROPPED, Json.text(dropped))),
            claimedUntil,
            stop);
  }

  /** A letter that another invocation has claimed. */
  static LetterResult claimed(String id, Instant until) {
    return new LetterResult(
        LetterOutcome.unsent(id, State.SENDING, Reason.IN_HAND),
        Optional.of(until),
        Optional.empty());
  }
}
