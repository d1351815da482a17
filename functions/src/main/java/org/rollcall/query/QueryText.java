package org.rollcall.query;

import com.google.re2j.Pattern;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * A query's text, rewritten for the engine. Two parts of JSONata are not left to the engine:
 * regular expressions, because it matches them by backtracking without a time limit; and calls of
 * values that are not functions, because it prints such values to standard output. See D-052.
 *
 * @param text with a variable instead of each regular expression, and with every called function
 *     passed through {@link #REQUIRE_FUNCTION}
 * @param patterns the regular expressions, in the order of their variables
 */
record QueryText(String text, List<Pattern> patterns) {

  /** The name of the function that returns its argument, and fails if that is not a function. */
  static final String REQUIRE_FUNCTION = "__callable";

  private static final String PATTERN = "__pattern";

  /** Characters that end a name, for a character class. */
  private static final String NAME_END = " \\t\\n\\r.\\[\\]{}(),@#;:?+\\-*/%|=<>^&!~";

  private static final java.util.regex.Pattern TOKEN =
      java.util.regex.Pattern.compile(
          "(?<blank>[ \\t\\n\\r]+|/\\*.*?\\*/)"
              + "|(?<literal>\"(?:\\\\.|[^\"\\\\])*+\"|'(?:\\\\.|[^'\\\\])*+'|`[^`]*+`"
              + "|(?:0|[1-9]\\d*+)(?:\\.\\d++)?(?:[Ee][-+]?\\d++)?)"
              + "|(?<word>[^"
              + NAME_END
              + "\"'`][^"
              + NAME_END
              + "]*+)"
              + "|(?<operator>\\*\\*|:=|!=|>=|<=|~>|\\.\\.|\\?\\?|\\?:|.)",
          java.util.regex.Pattern.DOTALL);

  private static final Set<String> WORD_OPERATORS = Set.of("and", "or", "in");
  private static final Set<String> OPERATORS_AND_VALUES = Set.of("*", "**", "%", "?");
  private static final Set<String> CLOSING_BRACKETS = Set.of(")", "]", "}");
  private static final Set<String> LAMBDA_WORDS = Set.of("function", "λ");

  QueryText {
    patterns = List.copyOf(patterns);
  }

  /** The name of the variable for a regular expression. */
  static String variable(int pattern) {
    return PATTERN + pattern;
  }

  /**
   * Rewrites a query's text.
   *
   * @throws InvalidQueryException if the query has an invalid regular expression, or calls a value
   *     that cannot be a function
   */
  static QueryText parse(String query) throws InvalidQueryException {
    return new Parser(query).parse();
  }

  /** The preceding token, which determines the meaning of a slash or a parenthesis. */
  private enum Preceding {
    /** An operator or the start of the query. A value follows. */
    OPERATOR,
    VARIABLE,
    /** The keyword of a lambda, or the end of its body. */
    FUNCTION,
    VALUE
  }

  private static final class Parser {

    private final String query;
    private final StringBuilder text = new StringBuilder();
    private final List<Pattern> patterns = new ArrayList<>();
    private Preceding preceding = Preceding.OPERATOR;
    private int lastStart;
    private boolean isLambdaAhead;

    /** For each open brace, whether it begins the body of a lambda. */
    private final Deque<Boolean> lambdaBraces = new ArrayDeque<>();

    private Parser(String query) {
      this.query = query;
    }

    private QueryText parse() throws InvalidQueryException {
      Matcher token = TOKEN.matcher(query);
      int at = 0;
      while (at < query.length()) {
        boolean isPattern =
            preceding == Preceding.OPERATOR
                && query.charAt(at) == '/'
                && !query.startsWith("/*", at);
        if (isPattern) {
          at = readPattern(at);
        } else {
          token.region(at, query.length());
          if (!token.lookingAt()) {
            text.append(query, at, query.length());
            break;
          }
          readToken(token);
          at = token.end();
        }
      }
      return new QueryText(text.toString(), patterns);
    }

    private void readToken(Matcher token) throws InvalidQueryException {
      String found = token.group();
      if (token.group("blank") != null) {
        text.append(found);
        return;
      }
      if (found.equals("(") && preceding != Preceding.OPERATOR) {
        readCall(token.start());
        return;
      }
      lastStart = text.length();
      text.append(found);
      if (token.group("literal") != null) {
        preceding = Preceding.VALUE;
      } else if (token.group("word") != null) {
        preceding = afterWord(found);
      } else {
        preceding = afterOperator(found);
      }
    }

    private Preceding afterWord(String word) {
      if (preceding != Preceding.OPERATOR && WORD_OPERATORS.contains(word)) {
        return Preceding.OPERATOR;
      }
      if (LAMBDA_WORDS.contains(word)) {
        isLambdaAhead = true;
        return Preceding.FUNCTION;
      }
      return word.startsWith("$") ? Preceding.VARIABLE : Preceding.VALUE;
    }

    private Preceding afterOperator(String operator) {
      if (operator.equals("{")) {
        lambdaBraces.push(isLambdaAhead);
        isLambdaAhead = false;
      } else if (operator.equals("}") && !lambdaBraces.isEmpty() && lambdaBraces.pop()) {
        return Preceding.FUNCTION;
      }
      boolean isValue =
          CLOSING_BRACKETS.contains(operator)
              || (preceding == Preceding.OPERATOR && OPERATORS_AND_VALUES.contains(operator));
      return isValue ? Preceding.VALUE : Preceding.OPERATOR;
    }

    /** A parenthesis after a value: a call. */
    private void readCall(int at) throws InvalidQueryException {
      if (preceding == Preceding.VALUE) {
        throw new InvalidQueryException(QueryError.NOT_A_FUNCTION_NAME, at + 1);
      }
      if (preceding == Preceding.VARIABLE) {
        text.insert(lastStart, "$" + REQUIRE_FUNCTION + "(").append(')');
      }
      text.append('(');
      preceding = Preceding.OPERATOR;
    }

    /** A regular expression. It ends where the engine ends it: brackets may contain slashes. */
    private int readPattern(int start) throws InvalidQueryException {
      int depth = 0;
      for (int i = start + 1; i < query.length(); i++) {
        char c = query.charAt(i);
        if (c == '\\') {
          i++;
        } else if ("([{".indexOf(c) >= 0) {
          depth++;
        } else if (")]}".indexOf(c) >= 0) {
          depth--;
        } else if (c == '/' && depth == 0 && i > start + 1) {
          int end = i + 1;
          while (end < query.length() && "im".indexOf(query.charAt(end)) >= 0) {
            end++;
          }
          lastStart = text.length();
          text.append('$').append(variable(patterns.size()));
          patterns.add(
              LinearPattern.compile(query.substring(start + 1, i), query.substring(i + 1, end)));
          preceding = Preceding.VARIABLE;
          return end;
        }
      }
      // The engine reports the missing end.
      text.append(query, start, query.length());
      return query.length();
    }
  }
}
