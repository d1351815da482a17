package org.rollcall.cli;

import java.util.regex.Pattern;

/** How things are written on a shell's command line. */
final class Shell {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./@:=+-]+");

  private Shell() {}

  /** A text as one word of a command. */
  static String word(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
