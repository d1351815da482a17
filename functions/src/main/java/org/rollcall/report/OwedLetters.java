package org.rollcall.report;

import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;

/**
 * The letters that a job owes to its members for one reason. A retry sends them. See D-132.
 *
 * @param reason why they were not sent, or did not arrive
 * @param letters their number
 * @param message the reason in a sentence
 * @param next what to do before the retry, in a sentence
 */
public record OwedLetters(Reason reason, int letters, String message, String next) {

  static OwedLetters one(ReasonText reason) {
    return new OwedLetters(reason.code(), 1, reason.message(), NextSteps.ofRun(reason.code()));
  }

  OwedLetters plus(OwedLetters other) {
    return new OwedLetters(reason, letters + other.letters, message, next);
  }
}
