package org.rollcall.local.stack;

import java.util.regex.Pattern;

/** How things are written on a shell's command line. */
public final class Shell {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./@:=+-]+");

  private Shell() {}

  /** A text as one word of a command. */
  public static String word(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
