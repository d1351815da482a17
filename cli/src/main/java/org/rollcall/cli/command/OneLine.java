package org.rollcall.cli.command;

/** Texts that others have written, for a terminal. */
public final class OneLine {

  private OneLine() {}

  /**
   * The text in one line: control characters, which could change the terminal, become {@code ?}.
   */
  public static String of(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
  }
}
