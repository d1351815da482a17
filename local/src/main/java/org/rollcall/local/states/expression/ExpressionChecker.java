package org.rollcall.local.states.expression;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks the functions and the members of {@code $states} that an expression uses, when the
 * definition is loaded. Without this check, an error would first occur in an evaluation.
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
    int index = 0;
    while (index < text.length()) {
      index = readToken(text, index);
    }
  }

  /**
   * Checks an expression.
   *
   * @param stateMembers the members of {@code $states} that the expression can use
   * @return one message for each error
   */
  public static List<String> check(String text, Set<String> stateMembers) {
    return new ExpressionChecker(text).check(stateMembers);
  }

  private List<String> check(Set<String> stateMembers) {
    Set<String> defined = definedVariables();
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind != Kind.VARIABLE) {
        continue;
      }
      boolean isCalled = isSymbol(i + 1, "(");
      boolean isKnown =
          ExpressionFunctions.NAMES.contains(token.text) || defined.contains(token.text);
      if ((isCalled && !isKnown) || token.text.equals("eval")) {
        messages.add("the function $" + token.text + " is not supported");
      }
      if (isCalled && token.text.equals("random") && !isSymbol(i + 2, ")")) {
        messages.add("$random with a seed is not supported");
      }
      if (token.text.equals("states") && isSymbol(i + 1, ".") && i + 2 < tokens.size()) {
        Token member = tokens.get(i + 2);
        if (member.kind == Kind.NAME && !stateMembers.contains(member.text)) {
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
      boolean isFunction =
          tokens.get(i).kind == Kind.NAME
              && (tokens.get(i).text.equals("function") || tokens.get(i).text.equals("λ"));
      if (isFunction && isSymbol(i + 1, "(")) {
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
  private int readToken(String text, int index) {
    char c = text.charAt(index);
    if (Character.isWhitespace(c)) {
      return index + 1;
    }
    if (text.startsWith("/*", index)) {
      int end = text.indexOf("*/", index + 2);
      return end < 0 ? text.length() : end + 2;
    }
    if (c == '"' || c == '\'') {
      return addToken(Kind.LITERAL, text, index, endOfLiteral(text, index, c));
    }
    if (c == '`') {
      int end = text.indexOf('`', index + 1);
      return addToken(Kind.NAME, text, index + 1, end < 0 ? text.length() : end) + 1;
    }
    if (c == '/' && (tokens.isEmpty() || !tokens.get(tokens.size() - 1).endsOperand())) {
      return addToken(Kind.LITERAL, text, index, endOfLiteral(text, index, '/'));
    }
    if (c == '$') {
      return addToken(Kind.VARIABLE, text, index + 1, endOfWord(text, index + 1));
    }
    if (isWord(c)) {
      return addToken(Kind.NAME, text, index, endOfWord(text, index));
    }
    return addToken(Kind.SYMBOL, text, index, text.startsWith(":=", index) ? index + 2 : index + 1);
  }

  private int addToken(Kind kind, String text, int from, int to) {
    tokens.add(new Token(kind, text.substring(from, to)));
    return to;
  }

  private static int endOfLiteral(String text, int from, char quote) {
    int index = from + 1;
    while (index < text.length() && text.charAt(index) != quote) {
      index += text.charAt(index) == '\\' ? 2 : 1;
    }
    return Math.min(index + 1, text.length());
  }

  private static int endOfWord(String text, int from) {
    int index = from;
    while (index < text.length() && isWord(text.charAt(index))) {
      index++;
    }
    return index;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
