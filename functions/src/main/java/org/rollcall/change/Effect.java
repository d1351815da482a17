package org.rollcall.change;

import java.util.stream.Stream;

/** What one change of a job did to one user. */
public enum Effect {
  /** The record was changed. */
  CHANGED('C'),
  /** The record already had the value. */
  SAME('S'),
  /** The {@code condition} was not met. */
  CONDITION_FALSE('E'),
  /** The {@code when} was not true. */
  WHEN_FALSE('W');

  private final char letter;

  Effect(char letter) {
    this.letter = letter;
  }

  /** The effect in a user's outcome: an upper-case letter. */
  public char letter() {
    return letter;
  }

  /**
   * The effect of a letter.
   *
   * @throws IllegalArgumentException if no effect has this letter
   */
  public static Effect of(char letter) {
    return Stream.of(values())
        .filter(effect -> effect.letter == letter)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no effect has the letter " + letter));
  }
}
