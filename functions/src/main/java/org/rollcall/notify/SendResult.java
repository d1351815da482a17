package org.rollcall.notify;

import java.util.Optional;
import org.rollcall.job.LetterOutcome;
import org.rollcall.job.StopReason;

/**
 * The result of a call of SES.
 *
 * @param stop why the job stops, if SES accepts no more letters from this account
 */
record SendResult(LetterOutcome outcome, SendStatus status, Optional<StopReason> stop) {

  SendResult(LetterOutcome outcome, SendStatus status) {
    this(outcome, status, Optional.empty());
  }
}
