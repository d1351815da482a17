package org.rollcall.letter.ses;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The number of letters that SES accepts from this account.
 *
 * @param lettersPerSecond at least 1
 * @param lettersLeft the number of letters left in the current 24 hours; empty if unlimited
 * @param lettersPerDay the number of letters in 24 hours; empty if unlimited
 */
public record SendQuota(
    int lettersPerSecond, OptionalLong lettersLeft, OptionalLong lettersPerDay) {

  private static final long ALL = 100;

  /**
   * What is left for letters of a priority. The rest is for letters with a higher one. See D-198.
   *
   * @param priority how many percent of the letters of a day may be sent; empty for all
   */
  public SendQuota forPriority(OptionalInt priority) {
    if (priority.isEmpty() || lettersLeft.isEmpty() || lettersPerDay.isEmpty()) {
      return this;
    }
    long perDay = lettersPerDay.getAsLong();
    long reserved = perDay - perDay * priority.getAsInt() / ALL;
    return new SendQuota(
        lettersPerSecond,
        OptionalLong.of(Math.max(0, lettersLeft.getAsLong() - reserved)),
        lettersPerDay);
  }
}
