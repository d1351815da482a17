package org.rollcall.job;

import java.util.Optional;
import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;
import org.rollcall.letter.LetterLanguage;
import org.rollcall.user.state.LetterProgress;

/**
 * The result of one letter.
 *
 * @param letter SENT, PRINTED, SENT_TO_TESTER, FAILED, GIVEN_UP, a state that {@link
 *     LetterProgress.State#isNotToBeSent}, or SENDING if another invocation is sending it
 * @param reason why it was not sent, or a remark: the code, a colon, and a message
 * @param reasonCode the code of {@code reason}
 * @param messageId SES's message ID, if it was sent
 * @param language its language, if it was sent and its language is known
 */
public record LetterOutcome(
    String primaryId,
    LetterProgress.State letter,
    Optional<String> reason,
    Optional<Reason> reasonCode,
    Optional<String> messageId,
    Optional<LetterLanguage> language) {

  public static LetterOutcome sent(String primaryId, Optional<String> messageId) {
    return sent(primaryId, LetterProgress.State.SENT, messageId);
  }

  /** A letter that was printed. */
  public static LetterOutcome printed(String primaryId) {
    return sent(primaryId, LetterProgress.State.PRINTED, Optional.empty());
  }

  /** A letter of a test, which was sent to the tester. */
  public static LetterOutcome sentToTester(String primaryId, String messageId) {
    return sent(primaryId, LetterProgress.State.SENT_TO_TESTER, Optional.of(messageId));
  }

  private static LetterOutcome sent(
      String primaryId, LetterProgress.State state, Optional<String> messageId) {
    return new LetterOutcome(
        primaryId, state, Optional.empty(), Optional.empty(), messageId, Optional.empty());
  }

  /** This outcome of a sent letter with the letter's language. */
  public LetterOutcome withLanguage(LetterLanguage known) {
    return new LetterOutcome(primaryId, letter, reason, reasonCode, messageId, Optional.of(known));
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
        Optional.empty(),
        Optional.empty());
  }

  /** This outcome with a remark, for a letter that was sent. */
  public LetterOutcome withRemark(ReasonText remark) {
    return new LetterOutcome(
        primaryId,
        letter,
        Optional.of(remark.text()),
        Optional.of(remark.code()),
        messageId,
        language);
  }

  public Optional<ReasonText> reasonText() {
    return reasonCode.map(code -> new ReasonText(code, reason.orElseThrow()));
  }
}
