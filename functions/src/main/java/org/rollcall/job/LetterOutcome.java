package org.rollcall.job;

import java.util.Optional;
import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;
import org.rollcall.user.state.LetterProgress;

/**
 * The result of one letter.
 *
 * @param letter SENT, FAILED, GIVEN_UP, a state that {@link LetterProgress.State#isNotToBeSent}, or
 *     SENDING if another invocation is sending it
 * @param reason why it was not sent, or a remark: the code, a colon, and a message
 * @param reasonCode the code of {@code reason}
 * @param messageId SES's message ID, if it was sent
 */
public record LetterOutcome(
    String primaryId,
    LetterProgress.State letter,
    Optional<String> reason,
    Optional<Reason> reasonCode,
    Optional<String> messageId) {

  public static LetterOutcome sent(String primaryId, Optional<String> messageId) {
    return new LetterOutcome(
        primaryId, LetterProgress.State.SENT, Optional.empty(), Optional.empty(), messageId);
  }

  /**
   * A letter that was not sent.
   *
   * @param values one value for each placeholder of the reason's template
   */
  public static LetterOutcome unsent(
      String primaryId, LetterProgress.State state, Reason code, Object... values) {
    return new LetterOutcome(
        primaryId,
        state,
        Optional.of(ReasonText.of(code, values).text()),
        Optional.of(code),
        Optional.empty());
  }

  /** This outcome with a remark, for a letter that was sent. */
  public LetterOutcome withRemark(ReasonText remark) {
    return new LetterOutcome(
        primaryId, letter, Optional.of(remark.text()), Optional.of(remark.code()), messageId);
  }

  public Optional<ReasonText> reasonText() {
    return reasonCode.map(code -> new ReasonText(code, reason.orElseThrow()));
  }
}
