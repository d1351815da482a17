package org.rollcall.letter.template;

/**
 * What the texts of one letter may have together, in all its languages: they are in memory at once,
 * and a job keeps them in one object.
 */
public final class SizeBudget {

  /** In characters: sixteen texts of the greatest length, or hundreds of common ones. */
  public static final int MOST = 16 * LetterTemplate.LONGEST;

  private int left = MOST;

  /** Takes room for a text; says whether there was enough, for this one and all before it. */
  public boolean hasPlaceFor(int length) {
    left = Math.max(-1, left - length);
    return !isSpent();
  }

  /** Whether there was not enough. */
  public boolean isSpent() {
    return left < 0;
  }
}
