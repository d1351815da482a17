package org.rollcall.report;

import org.rollcall.error.Reason;

/**
 * The members that need attention for one reason.
 *
 * @param message the reason in a sentence, without values of single members
 * @param members their number
 * @param toRetry how many of them a retry would process
 * @param inFailedCsv how many of them are in {@code failed.csv}
 */
public record Attention(Reason reason, String message, int members, int toRetry, int inFailedCsv) {

  Attention plus(Attention other) {
    return new Attention(
        reason,
        message,
        members + other.members,
        toRetry + other.toRetry,
        inFailedCsv + other.inFailedCsv);
  }
}
