package org.rollcall.cli.userfile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/**
 * JSON text cut into its values without understanding them, so that one that is broken takes none
 * of the others with it. Only quotes, brackets and what separates values count.
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
   * @param text no longer than {@link UserFile#LONGEST_RECORD}
   * @param line the line on which it begins
   * @param isWhole whether it came to its end before the file did
   * @param isTooLong whether it goes on after the text
   */
  record Value(String text, int line, boolean isWhole, boolean isTooLong) {

    /** Whether it is text, as far as it goes. */
    boolean isText() {
      return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }
  }

  JsonText(Reader text) throws IOException {
    reader = new BufferedReader(text);
    if (look() == '\uFEFF') {
      next = NOT_READ;
    }
  }

  /** The line, from 1, of the character that comes next. */
  int line() {
    return line;
  }

  /** The next character that is not blank, which stays where it is; -1 at the end. */
  int peek() throws IOException {
    while (isBlank(look())) {
      take();
    }
    return look();
  }

  /** Takes a character. */
  void take() throws IOException {
    if (look() == '\n') {
      line++;
    }
    if (next != END) {
      next = NOT_READ;
    }
  }

  /** Takes the next character that is not blank. */
  Value mark() throws IOException {
    String mark = String.valueOf((char) peek());
    int at = line;
    take();
    return new Value(mark, at, true, false);
  }

  /** Takes the value that begins with the next character that is not blank. */
  Value value() throws IOException {
    peek();
    Collector collected = new Collector(line);
    int depth = 0;
    boolean isQuoted = false;
    boolean isEscaped = false;
    for (int c = look(); c != END; c = look()) {
      if (!isQuoted && depth == 0 && collected.length > 0 && separates(c)) {
        return collected.end(true);
      }
      collected.add(c);
      take();
      if (isQuoted) {
        isQuoted = isEscaped || c != '"';
        isEscaped = c == '\\' && !isEscaped;
      } else {
        isQuoted = c == '"';
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      }
      if (!isQuoted && depth <= 0 && (c == '"' || c == '}' || c == ']')) {
        return collected.end(true);
      }
    }
    return collected.end(false);
  }

  /**
   * The line that comes next, if there is more than blanks after it; all of it stays where it is.
   * Nothing where that is not to be seen within {@link UserFile#LONGEST_RECORD} characters.
   */
  Optional<String> lineOfSeveral() throws IOException {
    StringBuilder first = new StringBuilder().append((char) peek());
    boolean isFirst = true;
    reader.mark(UserFile.LONGEST_RECORD);
    try {
      for (int i = 1; i < UserFile.LONGEST_RECORD; i++) {
        int c = reader.read();
        if (c == END) {
          return Optional.empty();
        }
        isFirst &= c != '\n';
        if (isFirst) {
          first.append((char) c);
        } else if (!isBlank(c)) {
          return Optional.of(first.toString());
        }
      }
      return Optional.empty();
    } finally {
      reader.reset();
    }
  }

  /** Takes the rest of a line. */
  Value restOfLine() throws IOException {
    Collector collected = new Collector(line);
    for (int c = look(); c != END && c != '\n'; c = look()) {
      collected.add(c);
      take();
    }
    return collected.end(true);
  }

  private int look() throws IOException {
    if (next == NOT_READ) {
      next = reader.read();
    }
    return next;
  }

  private static boolean separates(int c) {
    return isBlank(c) || c == ',' || c == ':' || c == ']' || c == '}';
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  /** A value while it is being read. */
  private static final class Collector {

    private final StringBuilder text = new StringBuilder();
    private final int line;
    private long length;

    Collector(int line) {
      this.line = line;
    }

    void add(int c) {
      length++;
      if (length <= UserFile.LONGEST_RECORD) {
        text.append((char) c);
      }
    }

    Value end(boolean isWhole) {
      return new Value(text.toString(), line, isWhole, length > text.length());
    }
  }
}
