package org.rollcall.letter.template;

/**
 * Limits the total length of the texts of one letter in all its languages. They are in memory at
 * the same time, and a job stores them in one object.
 */
public final class SizeBudget {

  /** 16 texts of the maximum length, or hundreds of usual ones. */
  public static final int MAX_CHARACTERS = 16 * LetterTemplate.MAX_LENGTH;

  private int left = MAX_CHARACTERS;

  /** Adds a text's length, and returns whether the limit is still kept. */
  public boolean add(int length) {
    left = Math.max(-1, left - length);
    return !isExceeded();
  }

  public boolean isExceeded() {
    return left < 0;
  }
}
