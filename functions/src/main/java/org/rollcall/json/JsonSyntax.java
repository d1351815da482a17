package org.rollcall.json;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a text by the grammar of JSON, and describes the first place that does not follow it. It
 * knows the mistakes that people and their editors make.
 */
final class JsonSyntax {

  private static final int MAX_DEPTH = 500;
  private static final char END = '\0';

  private static final String CURLY_QUOTES = "“”„‟«»‘’‚‛′″";

  /** Words of other languages, and what JSON has for them. */
  private static final Map<String, String> LITERALS =
      Map.of("true", "true", "false", "false", "null", "null", "none", "null", "nil", "null");

  private final String text;
  private int position;

  /** The place of a curly quote in the last text in quotes; -1 if there is none. */
  private int curlyQuote = -1;

  private JsonSyntax(String text) {
    this.text = text;
  }

  /** A place that does not follow the grammar. Thrown to leave the nested values. */
  private static final class SyntaxException extends Exception {

    private final int place;

    SyntaxException(int place, String message) {
      super(message, null, false, false);
      this.place = place;
    }
  }

  /** The first problem; empty if the text follows the grammar of JSON. */
  static Optional<JsonProblem> firstProblem(String text) {
    JsonSyntax syntax = new JsonSyntax(text);
    try {
      syntax.document();
      return Optional.empty();
    } catch (SyntaxException e) {
      String before = text.substring(0, Math.min(e.place, text.length()));
      int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
      int column = before.length() - before.lastIndexOf('\n');
      return Optional.of(new JsonProblem(line, column, String.valueOf(e.getMessage())));
    }
  }

  private void document() throws SyntaxException {
    boolean isWord = Character.isLetter(next()) && !LITERALS.containsKey(lowerCase(peekWord()));
    if (isWord || text.startsWith("```", position)) {
      throw problem(position, "JSON begins with { or [; this is another text");
    }
    value(0, "the text is empty");
    char next = next();
    if (next == ':') {
      throw problem(0, "an object begins with { and ends with }; the { is missing");
    }
    if (next != END) {
      throw problem(
          position,
          next == '}' || next == ']'
              ? "a " + next + " too many; remove it"
              : "the JSON ends before this place; remove the rest");
    }
  }

  private void value(int depth, String ifMissing) throws SyntaxException {
    char next = next();
    if (depth > MAX_DEPTH) {
      throw problem(position, "the values are nested too deeply");
    }
    switch (next) {
      case '{' -> object(depth);
      case '[' -> list(depth);
      case '"' -> quoted();
      case END, '}', ']', ',', ':' -> throw problem(position, ifMissing);
      case '<' -> throw problem(position, "this looks like XML or HTML, not JSON");
      default -> word();
    }
  }

  private void object(int depth) throws SyntaxException {
    int start = position++;
    boolean isAfterComma = false;
    while (next() != '}' || isAfterComma) {
      char next = next();
      if (next == END) {
        throw notClosed(start, '}');
      }
      if (next != '"') {
        throw key(next, isAfterComma);
      }
      String key = quoted();
      if (next() != ':') {
        throw key.endsWith(":\"")
            ? problem(position - 1, "the closing quote \" is missing before the colon")
            : next() == '='
                ? problem(position, "write a colon instead of =")
                : unexpected(next(), "a colon is missing after the key " + key);
      }
      position++;
      value(depth + 1, "the value of the key " + key + " is missing");
      isAfterComma = separator(start, '}');
    }
    position++;
  }

  private SyntaxException key(char next, boolean isAfterComma) {
    if (next == ',' || next == '}' || next == ']') {
      return isAfterComma || next == ','
          ? commaTooMany(next)
          : problem(position, "a } is missing before " + next);
    }
    String word = peekWord();
    if (isAfterComma
        && text.substring(0, position).matches("(?s).*[0-9],")
        && word.matches("[0-9].*")) {
      return problem(position - 1, "a comma within a number; write 1000 or 2.5");
    }
    return word.isEmpty() || word.startsWith("...") || next == '{' || next == '['
        ? unexpected(next, "a key in quotes is missing here")
        : problem(position, "the key must be in quotes: \"" + JsonAdvice.shortened(word) + "\"");
  }

  private void list(int depth) throws SyntaxException {
    int start = position++;
    boolean isAfterComma = false;
    while (next() != ']' || isAfterComma) {
      char next = next();
      if (next == END) {
        throw notClosed(start, ']');
      }
      if (next == ',' || (isAfterComma && (next == ']' || next == '}'))) {
        throw commaTooMany(next);
      }
      value(depth + 1, "a ] is missing before " + next);
      isAfterComma = separator(start, ']');
    }
    position++;
  }

  /** Reads a comma. Whether there was one; if not, the closing bracket is next. */
  private boolean separator(int start, char close) throws SyntaxException {
    int end = position;
    char next = next();
    if (next == ',') {
      position++;
      return true;
    }
    if (next == close) {
      return false;
    }
    throw switch (next) {
      case END -> notClosed(start, close);
      case ';' -> problem(position, "write a comma instead of ;");
      case '}', ']' -> problem(position, "a " + close + " is missing before " + next);
      case ':' ->
          problem(
              position,
              close == ']'
                  ? "a colon is not possible here; a list has no keys"
                  : "write a comma instead of this colon");
      case '%' -> problem(position, "a number has no %; remove it");
      case '"', '{', '[' -> problem(end, "a comma is missing here");
      default ->
          unexpected(
              next,
              "a comma is missing here, or the quotes before it are wrong; write \\\" for a quote"
                  + " within a text");
    };
  }

  private SyntaxException commaTooMany(char next) {
    int comma = text.lastIndexOf(',', next == ',' ? position : position - 1);
    return problem(
        comma,
        next == ','
            ? "a comma too many; remove it"
            : "a comma too many before " + next + "; remove it");
  }

  private SyntaxException notClosed(int start, char close) {
    long line = 1 + text.substring(0, start).chars().filter(c -> c == '\n').count();
    return problem(
        text.length(),
        "a "
            + close
            + " is missing at the end, for the "
            + text.charAt(start)
            + " in line "
            + line);
  }

  /** Reads a text in quotes. Returns it with its quotes, shortened. */
  private String quoted() throws SyntaxException {
    int start = position++;
    curlyQuote = -1;
    for (; position < text.length(); position++) {
      char c = text.charAt(position);
      if (c == '"') {
        position++;
        return JsonAdvice.shortened(text.substring(start, position));
      }
      if (CURLY_QUOTES.indexOf(c) >= 0) {
        curlyQuote = position;
      } else if (c == '\\') {
        escape();
      } else if (c == '\n' || c == '\r') {
        throw problem(start, "the closing quote \" is missing in this line");
      } else if (c < ' ') {
        throw problem(
            position,
            c == '\t'
                ? "a tab within quotes; write \\t"
                : "a control character within quotes; remove it");
      }
    }
    throw problem(start, "the closing quote \" is missing");
  }

  private void escape() throws SyntaxException {
    char escaped = position + 1 < text.length() ? text.charAt(position + 1) : END;
    boolean isHex = escaped == 'u' && text.substring(position).matches("(?s)\\\\u[0-9A-Fa-f]{4}.*");
    if ("\"\\/bfnrt".indexOf(escaped) < 0 && !isHex) {
      throw problem(position, "write a backslash within quotes twice: \\\\");
    }
    position++;
  }

  /** Reads a number, true, false or null. */
  private void word() throws SyntaxException {
    String word = peekWord();
    String literal = LITERALS.get(lowerCase(word));
    if (word.isEmpty()) {
      throw unexpected(text.charAt(position), "a value is missing here");
    }
    if (literal != null && !literal.equals(word)) {
      throw problem(position, "write " + literal + " instead of " + word);
    }
    if (literal == null && !JsonAdvice.isNumber(word)) {
      throw problem(position, JsonAdvice.forWord(word));
    }
    position += word.length();
  }

  private static String lowerCase(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  private String peekWord() {
    int end = position;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end))
            || "_.+-$@".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return text.substring(position, end);
  }

  private SyntaxException unexpected(char c, String otherwise) {
    return CURLY_QUOTES.indexOf(c) >= 0
        ? curlyQuote(position)
        : problem(position, JsonAdvice.forCharacters(text.substring(position)).orElse(otherwise));
  }

  private SyntaxException problem(int place, String message) {
    return curlyQuote >= 0 ? curlyQuote(curlyQuote) : new SyntaxException(place, message);
  }

  private SyntaxException curlyQuote(int place) {
    return new SyntaxException(
        place,
        "the curly quote " + text.charAt(place) + " is not a quote of JSON; write \" instead");
  }

  /** The next character that is not a space. */
  private char next() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    return position < text.length() ? text.charAt(position) : END;
  }
}
