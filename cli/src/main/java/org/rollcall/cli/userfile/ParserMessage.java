package org.rollcall.cli.userfile;

/** What a parser says, as a part of a sentence: on one line, not too long, without a full stop. */
final class ParserMessage {

  private static final int LONGEST = 200;

  private ParserMessage() {}

  static String of(String message) {
    String line = message.strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
