package org.rollcall.cli.userfile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/**
 * Splits JSON text into its values without parsing them, so that an invalid value does not affect
 * the others. It only recognizes quotes, brackets and separators. See D-026.
 */
final class JsonText {

  private static final int END = -1;
  private static final int NOT_READ = -2;

  private final BufferedReader reader;
  private int next = NOT_READ;
  private int line = 1;

  /**
   * A value's text.
   *
   * @param text at most {@link UserFile#MAX_RECORD_LENGTH} characters
   * @param line the line on which the value begins, from 1
   * @param isComplete whether the end of the value was found before the end of the file
   * @param isTooLong whether the text is truncated
   */
  record Value(String text, int line, boolean isComplete, boolean isTooLong) {

    /** Whether all bytes were valid in the file's encoding. */
    boolean isValidText() {
      return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }
  }

  JsonText(Reader text) throws IOException {
    reader = new BufferedReader(text);
    if (current() == '\uFEFF') {
      next = NOT_READ;
    }
  }

  /** The line of the next character, from 1. */
  int line() {
    return line;
  }

  /** Returns the next non-blank character without reading past it; -1 at the end. */
  int peek() throws IOException {
    while (isBlank(current())) {
      skip();
    }
    return current();
  }

  /** Reads past the next character. */
  void skip() throws IOException {
    if (current() == '\n') {
      line++;
    }
    if (next != END) {
      next = NOT_READ;
    }
  }

  /** Reads the next non-blank character. */
  Value readPunctuation() throws IOException {
    String punctuation = String.valueOf((char) peek());
    int startLine = line;
    skip();
    return new Value(punctuation, startLine, true, false);
  }

  /** Reads the value that begins with the next non-blank character. */
  Value readValue() throws IOException {
    peek();
    Collector value = new Collector(line);
    int depth = 0;
    boolean isQuoted = false;
    boolean isEscaped = false;
    for (int c = current(); c != END; c = current()) {
      if (!isQuoted && depth == 0 && value.length > 0 && isSeparator(c)) {
        return value.finish(true);
      }
      value.add(c);
      skip();
      if (isQuoted) {
        isQuoted = isEscaped || c != '"';
        isEscaped = c == '\\' && !isEscaped;
      } else {
        isQuoted = c == '"';
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      }
      if (!isQuoted && depth <= 0 && (c == '"' || c == '}' || c == ']')) {
        return value.finish(true);
      }
    }
    return value.finish(false);
  }

  /**
   * Returns the next line without reading past it; empty if no other line with content follows
   * within {@link UserFile#MAX_RECORD_LENGTH} characters.
   */
  Optional<String> peekFirstOfSeveralLines() throws IOException {
    StringBuilder firstLine = new StringBuilder().append((char) peek());
    boolean isFirstLine = true;
    reader.mark(UserFile.MAX_RECORD_LENGTH);
    try {
      for (int i = 1; i < UserFile.MAX_RECORD_LENGTH; i++) {
        int c = reader.read();
        if (c == END) {
          return Optional.empty();
        }
        isFirstLine &= c != '\n';
        if (isFirstLine) {
          firstLine.append((char) c);
        } else if (!isBlank(c)) {
          return Optional.of(firstLine.toString());
        }
      }
      return Optional.empty();
    } finally {
      reader.reset();
    }
  }

  /** Reads the rest of the line. */
  Value readLine() throws IOException {
    Collector value = new Collector(line);
    for (int c = current(); c != END && c != '\n'; c = current()) {
      value.add(c);
      skip();
    }
    return value.finish(true);
  }

  private int current() throws IOException {
    if (next == NOT_READ) {
      next = reader.read();
    }
    return next;
  }

  private static boolean isSeparator(int c) {
    return isBlank(c) || c == ',' || c == ':' || c == ']' || c == '}';
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  /** Collects the text of a value, up to the maximum length. */
  private static final class Collector {

    private final StringBuilder text = new StringBuilder();
    private final int line;
    private long length;

    Collector(int line) {
      this.line = line;
    }

    void add(int c) {
      length++;
      if (length <= UserFile.MAX_RECORD_LENGTH) {
        text.append((char) c);
      }
    }

    Value finish(boolean isComplete) {
      return new Value(text.toString(), line, isComplete, length > text.length());
    }
  }
}
