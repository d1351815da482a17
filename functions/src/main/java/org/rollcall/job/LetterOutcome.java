package org.rollcall.job;

import java.util.Optional;
import org.rollcall.user.LetterMark;

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
    LetterMark.State letter,
    Optional<String> reason,
    Optional<String> messageId) {

  static LetterOutcome sent(String primaryId, Optional<String> messageId) {
    return new LetterOutcome(primaryId, LetterMark.State.SENT, Optional.empty(), messageId);
  }

  static LetterOutcome unsent(String primaryId, LetterMark.State state, String reason) {
    return new LetterOutcome(primaryId, state, Optional.of(reason), Optional.empty());
  }
}
