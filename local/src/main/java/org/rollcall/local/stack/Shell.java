package org.rollcall.local.stack;

import java.util.regex.Pattern;

/** Formats text for a POSIX shell. */
public final class Shell {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./@:=+-]+");

  private Shell() {}

  /** Quotes text as one argument of a command, if necessary. */
  public static String quote(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
