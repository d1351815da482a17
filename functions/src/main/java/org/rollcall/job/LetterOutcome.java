package org.rollcall.job;

import java.util.Optional;
import org.rollcall.user.state.LetterProgress;

/**
 * What became of one letter.
 *
 * @param letter SENT, FAILED, NO_PREFERRED_EMAIL, ADDRESS_BOUNCED, or SENDING if another invocation
 *     has it in hand
 * @param reason why it was not sent
 * @param messageId SES's id, if it was sent
 */
public record LetterOutcome(
    String primaryId,
    LetterProgress.State letter,
    Optional<String> reason,
    Optional<String> messageId) {

  public static LetterOutcome sent(String primaryId, Optional<String> messageId) {
    return new LetterOutcome(primaryId, LetterProgress.State.SENT, Optional.empty(), messageId);
  }

  public static LetterOutcome unsent(String primaryId, LetterProgress.State state, String reason) {
    return new LetterOutcome(primaryId, state, Optional.of(reason), Optional.empty());
  }
}
