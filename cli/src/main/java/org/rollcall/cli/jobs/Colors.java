package org.rollcall.cli.jobs;

/**
 * The colours of values before and after a change. The script {@code rollcall} sets the system
 * property if standard output is a terminal, and {@code NO_COLOR} is not set.
 */
enum Colors {
  NONE("", "", ""),
  ANSI("\u001b[31m", "\u001b[32m", "\u001b[0m");

  private final String red;
  private final String green;
  private final String end;

  Colors(String red, String green, String end) {
    this.red = red;
    this.green = green;
    this.end = end;
  }

  static Colors current() {
    return Boolean.getBoolean("rollcall.colors") ? ANSI : NONE;
  }

  String before(String text) {
    return red + text + end;
  }

  String after(String text) {
    return green + text + end;
  }
}
