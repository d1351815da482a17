package org.rollcall.cli.userfile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a part of a sentence on one line from a parser's message, without the words from the file
 * that it quotes: they may be a part of a password or PIN.
 */
final class ParserMessage {

  private static final int MAX_LENGTH = 200;

  /** The words that Jackson and Woodstox quote from values. They also quote single characters. */
  private static final Pattern QUOTED_VALUE =
      Pattern.compile("(Unrecognized token|entity) (['\"]).*?\\2");

  /** Woodstox's messages about a control character, with its decimal or hexadecimal code. */
  private static final Pattern CONTROL_CHARACTER =
      Pattern.compile(".*(?:CTRL-CHAR, code (\\d+)|character \\(code (0x[0-9a-fA-F]+)).*");

  /** Woodstox's messages about a plain {@code &} or {@code <}. */
  private static final Pattern PLAIN_SIGN =
      Pattern.compile(".*(missing name\\?|malformed start element|expected a semi-colon).*");

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

  /** A message of Woodstox. For the most frequent errors, it says what to write instead. */
  static String ofXml(String message) {
    String line = shorten(message);
    Matcher control = CONTROL_CHARACTER.matcher(line);
    if (control.matches()) {
      return String.format(
          "the control character U+%04X is not possible in XML; remove it",
          Integer.decode(control.group(1) == null ? control.group(2) : control.group(1)));
    }
    return PLAIN_SIGN.matcher(line).matches()
        ? line + "; write & as &amp; and < as &lt; in texts"
        : line;
  }
}
