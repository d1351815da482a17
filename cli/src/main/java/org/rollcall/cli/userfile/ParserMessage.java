package org.rollcall.cli.userfile;

/** Shortens a parser's message to a part of a sentence on one line. */
final class ParserMessage {

  private static final int MAX_LENGTH = 200;

  private ParserMessage() {}

  static String shorten(String message) {
    String line = message.strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
  }
}
