package org.rollcall.notify;

import java.util.OptionalInt;
import org.rollcall.job.Pacing;
import org.rollcall.letter.ses.MailException;
import org.rollcall.letter.ses.Mailer;
import org.rollcall.letter.ses.SendQuota;

/**
 * The part of SES's quota for 24 hours that a chunk may use for letters of a priority. SES itself
 * only knows the whole quota, so a chunk asks from time to time how much is left. The chunks that
 * run at the same time share it. Letters without a priority use the whole quota, and nothing is
 * asked. See D-198.
 */
final class QuotaShare {

  /** The number of letters that are sent without an answer of SES before it is asked again. */
  private static final long LETTERS_WITHOUT_ANSWER = 10;

  private final Mailer mailer;
  private final OptionalInt priority;
  private final int lanes;
  private long lettersUntilCheck;

  QuotaShare(Mailer mailer, OptionalInt priority, Pacing pacing) {
    this.mailer = mailer;
    this.priority = priority;
    this.lanes = pacing.lanes();
  }

  /** Counts a letter. Returns whether nothing was left for it. */
  boolean isSpent() {
    if (priority.isEmpty()) {
      return false;
    }
    if (lettersUntilCheck == 0) {
      lettersUntilCheck = lettersLeft();
    }
    if (lettersUntilCheck == 0) {
      return true;
    }
    lettersUntilCheck--;
    return false;
  }

  /** The share of this chunk, rounded up. */
  private long lettersLeft() {
    SendQuota left;
    try {
      left = mailer.quota().forPriority(priority);
    } catch (MailException e) {
      return LETTERS_WITHOUT_ANSWER;
    }
    return left.lettersLeft().isEmpty()
        ? Long.MAX_VALUE
        : (left.lettersLeft().getAsLong() + lanes - 1) / lanes;
  }
}
