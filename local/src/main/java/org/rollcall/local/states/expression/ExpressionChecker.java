package org.rollcall.local.states.expression;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks the functions and the members of {@code $states} that an expression uses, when the
 * definition is loaded. Otherwise an error would only occur when the expression is evaluated.
 *
 * <p>It works on the tokens of the expression because the library does not expose the syntax tree.
 */
public final class ExpressionChecker {

  private enum Kind {
    VARIABLE,
    NAME,
    LITERAL,
    SYMBOL
  }

  private record Token(Kind kind, String text) {

    boolean endsOperand() {
      return kind != Kind.SYMBOL || text.equals(")") || text.equals("]") || text.equals("}");
    }
  }

  private final List<Token> tokens = new ArrayList<>();

  private ExpressionChecker(String text) {
    int at = 0;
    while (at < text.length()) {
      at = readToken(text, at);
    }
  }

  /**
   * Checks an expression.
   *
   * @param visible the members of {@code $states} that the expression can use
   * @return the messages of the faults
   */
  public static List<String> check(String text, Set<String> visible) {
    return new ExpressionChecker(text).check(visible);
  }

  private List<String> check(Set<String> visible) {
    Set<String> defined = definedVariables();
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind != Kind.VARIABLE) {
        continue;
      }
      boolean called = isSymbol(i + 1, "(");
      boolean known =
          ExpressionFunctions.NAMES.contains(token.text) || defined.contains(token.text);
      if ((called && !known) || token.text.equals("eval")) {
        messages.add("the function $" + token.text + " is not supported");
      }
      if (called && token.text.equals("random") && !isSymbol(i + 2, ")")) {
        messages.add("$random with a seed is not supported");
      }
      if (token.text.equals("states") && isSymbol(i + 1, ".") && i + 2 < tokens.size()) {
        Token member = tokens.get(i + 2);
        if (member.kind == Kind.NAME && !visible.contains(member.text)) {
          messages.add("$states." + member.text + " is not available in this field");
        }
      }
    }
    return messages;
  }

  /** The variables that the expression defines: by assignment, or as parameters of a function. */
  private Set<String> definedVariables() {
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).kind == Kind.VARIABLE && isSymbol(i + 1, ":=")) {
        names.add(tokens.get(i).text);
      }
      boolean function =
          tokens.get(i).kind == Kind.NAME
              && (tokens.get(i).text.equals("function") || tokens.get(i).text.equals("λ"));
      if (function && isSymbol(i + 1, "(")) {
        for (int p = i + 2; p < tokens.size() && !isSymbol(p, ")"); p++) {
          names.add(tokens.get(p).text);
        }
      }
    }
    return names;
  }

  private boolean isSymbol(int index, String symbol) {
    return index < tokens.size()
        && tokens.get(index).kind == Kind.SYMBOL
        && tokens.get(index).text.equals(symbol);
  }

  /** Reads a token and returns the index after it. */
  private int readToken(String text, int at) {
    char c = text.charAt(at);
    if (Character.isWhitespace(c)) {
      return at + 1;
    }
    if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      return end < 0 ? text.length() : end + 2;
    }
    if (c == '"' || c == '\'') {
      return add(Kind.LITERAL, text, at, endOfLiteral(text, at, c));
    }
    if (c == '`') {
      int end = text.indexOf('`', at + 1);
      return add(Kind.NAME, text, at + 1, end < 0 ? text.length() : end) + 1;
    }
    if (c == '/' && (tokens.isEmpty() || !tokens.get(tokens.size() - 1).endsOperand())) {
      return add(Kind.LITERAL, text, at, endOfLiteral(text, at, '/'));
    }
    if (c == '$') {
      return add(Kind.VARIABLE, text, at + 1, endOfWord(text, at + 1));
    }
    if (isWord(c)) {
      return add(Kind.NAME, text, at, endOfWord(text, at));
    }
    return add(Kind.SYMBOL, text, at, text.startsWith(":=", at) ? at + 2 : at + 1);
  }

  private int add(Kind kind, String text, int from, int to) {
    tokens.add(new Token(kind, text.substring(from, to)));
    return to;
  }

  private static int endOfLiteral(String text, int from, char quote) {
    int at = from + 1;
    while (at < text.length() && text.charAt(at) != quote) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at + 1, text.length());
  }

  private static int endOfWord(String text, int from) {
    int at = from;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
