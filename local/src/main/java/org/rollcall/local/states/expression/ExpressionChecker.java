package org.rollcall.local.states.expression;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names that an expression uses: what an evaluation would find missing only when it comes there
 * is found when the definition is loaded.
 *
 * <p>This reads the expression's tokens, not its tree, which the library keeps to itself.
 */
public final class ExpressionChecker {

  private enum Kind {
    VARIABLE,
    NAME,
    LITERAL,
    SIGN
  }

  private record Token(Kind kind, String text) {

    boolean endsOperand() {
      return kind != Kind.SIGN || text.equals(")") || text.equals("]") || text.equals("}");
    }
  }

  private final List<Token> tokens = new ArrayList<>();

  private ExpressionChecker(String text) {
    int at = 0;
    while (at < text.length()) {
      at = token(text, at);
    }
  }

  /**
   * What a strict reader objects to.
   *
   * @param visible the members of {@code $states} that there are where the expression stands
   */
  public static List<String> objections(String text, Set<String> visible) {
    return new ExpressionChecker(text).objections(visible);
  }

  private List<String> objections(Set<String> visible) {
    Set<String> bound = bound();
    List<String> objections = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind != Kind.VARIABLE) {
        continue;
      }
      boolean called = is(i + 1, "(");
      boolean known = ExpressionFunctions.NAMES.contains(token.text) || bound.contains(token.text);
      if ((called && !known) || token.text.equals("eval")) {
        objections.add("the function $" + token.text + " is not supported");
      }
      if (called && token.text.equals("random") && !is(i + 2, ")")) {
        objections.add("$random with a seed is not supported");
      }
      if (token.text.equals("states") && is(i + 1, ".") && i + 2 < tokens.size()) {
        Token member = tokens.get(i + 2);
        if (member.kind == Kind.NAME && !visible.contains(member.text)) {
          objections.add("there is no $states." + member.text + " here");
        }
      }
    }
    return objections;
  }

  /**
   * The variables that the expression itself gives a value: by assignment, or as a function's
   * parameters.
   */
  private Set<String> bound() {
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).kind == Kind.VARIABLE && is(i + 1, ":=")) {
        names.add(tokens.get(i).text);
      }
      boolean function =
          tokens.get(i).kind == Kind.NAME
              && (tokens.get(i).text.equals("function") || tokens.get(i).text.equals("λ"));
      if (function && is(i + 1, "(")) {
        for (int p = i + 2; p < tokens.size() && !is(p, ")"); p++) {
          names.add(tokens.get(p).text);
        }
      }
    }
    return names;
  }

  private boolean is(int index, String sign) {
    return index < tokens.size()
        && tokens.get(index).kind == Kind.SIGN
        && tokens.get(index).text.equals(sign);
  }

  /** Reads the token at a place and gives the place after it. */
  private int token(String text, int at) {
    char c = text.charAt(at);
    if (Character.isWhitespace(c)) {
      return at + 1;
    }
    if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      return end < 0 ? text.length() : end + 2;
    }
    if (c == '"' || c == '\'') {
      return add(Kind.LITERAL, text, at, closing(text, at, c));
    }
    if (c == '`') {
      int end = text.indexOf('`', at + 1);
      return add(Kind.NAME, text, at + 1, end < 0 ? text.length() : end) + 1;
    }
    if (c == '/' && (tokens.isEmpty() || !tokens.get(tokens.size() - 1).endsOperand())) {
      return add(Kind.LITERAL, text, at, closing(text, at, '/'));
    }
    if (c == '$') {
      return add(Kind.VARIABLE, text, at + 1, word(text, at + 1));
    }
    if (isWord(c)) {
      return add(Kind.NAME, text, at, word(text, at));
    }
    return add(Kind.SIGN, text, at, text.startsWith(":=", at) ? at + 2 : at + 1);
  }

  private int add(Kind kind, String text, int from, int to) {
    tokens.add(new Token(kind, text.substring(from, to)));
    return to;
  }

  private static int closing(String text, int from, char quote) {
    int at = from + 1;
    while (at < text.length() && text.charAt(at) != quote) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at + 1, text.length());
  }

  private static int word(String text, int from) {
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
