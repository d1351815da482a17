package org.rollcall.cli.userfile;

import java.util.regex.Pattern;

/**
 * Shortens a parser's message to a part of a sentence on one line, without the words from the file
 * that it quotes: they may be a part of a password or PIN.
 */
final class ParserMessage {

  private static final int MAX_LENGTH = 200;

  /** The words that Jackson and Woodstox quote from values. They also quote single characters. */
  private static final Pattern QUOTED_VALUE =
      Pattern.compile("(Unrecognized token|entity) (['\"]).*?\\2");

  private ParserMessage() {}

  static String shorten(String message) {
    String line =
        QUOTED_VALUE
            .matcher(message)
            .replaceAll("$1 …")
            .strip()
            .replaceAll("\\s+", " ")
            .replaceFirst("\\.$", "");
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
  }
}
