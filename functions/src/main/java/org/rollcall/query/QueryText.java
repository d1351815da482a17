package org.rollcall.query;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * A query's text as the engine gets it. Two things of JSONata are not left to the engine: regular
 * expressions, which it matches by backtracking, without end if need be; and calls of what is no
 * function, which it prints to standard output, value and all.
 *
 * @param text with a variable in the place of each regular expression, and every function that is
 *     called handed through {@link #CALLABLE}
 * @param patterns the regular expressions, in the order of their variables
 */
record QueryText(String text, List<Pattern> patterns) {

  /** The function, to be bound, that gives back a function and fails on everything else. */
  static final String CALLABLE = "__callable";

  private static final String PATTERN = "__pattern";

  /** What ends a name. */
  private static final String NO_NAME = " \\t\\n\\r.\\[\\]{}(),@#;:?+\\-*/%|=<>^&!~";

  private static final java.util.regex.Pattern TOKEN =
      java.util.regex.Pattern.compile(
          "(?<blank>[ \\t\\n\\r]+|/\\*.*?\\*/)"
              + "|(?<literal>\"(?:\\\\.|[^\"\\\\])*+\"|'(?:\\\\.|[^'\\\\])*+'|`[^`]*+`"
              + "|(?:0|[1-9]\\d*+)(?:\\.\\d++)?(?:[Ee][-+]?\\d++)?)"
              + "|(?<word>[^"
              + NO_NAME
              + "\"'`][^"
              + NO_NAME
              + "]*+)"
              + "|(?<operator>\\*\\*|:=|!=|>=|<=|~>|\\.\\.|\\?\\?|\\?:|.)",
          java.util.regex.Pattern.DOTALL);

  private static final Set<String> WORDS_BETWEEN = Set.of("and", "or", "in");
  private static final Set<String> VALUES_TOO = Set.of("*", "**", "%", "?");
  private static final Set<String> CLOSING = Set.of(")", "]", "}");
  private static final Set<String> LAMBDA = Set.of("function", "λ");

  QueryText {
    patterns = List.copyOf(patterns);
  }

  /** The name of the variable that stands for a regular expression. */
  static String variable(int pattern) {
    return PATTERN + pattern;
  }

  /**
   * Reads a query's text.
   *
   * @throws InvalidQueryException if it has a regular expression that cannot be used, or calls what
   *     no function can be
   */
  static QueryText of(String query) throws InvalidQueryException {
    return new Reading(query).read();
  }

  /** What came before, as far as it matters for what a slash or a bracket means. */
  private enum Before {
    /** Nothing, or an operator: a value is to follow. */
    OPERATOR,
    VARIABLE,
    /** The word that begins a function, or its body. */
    FUNCTION,
    VALUE
  }

  private static final class Reading {

    private final String query;
    private final StringBuilder text = new StringBuilder();
    private final List<Pattern> patterns = new ArrayList<>();
    private Before before = Before.OPERATOR;
    private int lastStart;
    private boolean isLambdaAhead;

    /** For each brace that is open, whether a function's body is in it. */
    private final Deque<Boolean> areBodies = new ArrayDeque<>();

    private Reading(String query) {
      this.query = query;
    }

    private QueryText read() throws InvalidQueryException {
      Matcher token = TOKEN.matcher(query);
      int at = 0;
      while (at < query.length()) {
        boolean isPattern =
            before == Before.OPERATOR && query.charAt(at) == '/' && !query.startsWith("/*", at);
        if (isPattern) {
          at = takePattern(at);
        } else {
          token.region(at, query.length());
          if (!token.lookingAt()) {
            text.append(query, at, query.length());
            break;
          }
          take(token);
          at = token.end();
        }
      }
      return new QueryText(text.toString(), patterns);
    }

    private void take(Matcher token) throws InvalidQueryException {
      String found = token.group();
      if (token.group("blank") != null) {
        text.append(found);
        return;
      }
      if (found.equals("(") && before != Before.OPERATOR) {
        takeCall(token.start());
        return;
      }
      lastStart = text.length();
      text.append(found);
      if (token.group("literal") != null) {
        before = Before.VALUE;
      } else if (token.group("word") != null) {
        before = afterWord(found);
      } else {
        before = afterOperator(found);
      }
    }

    private Before afterWord(String word) {
      if (before != Before.OPERATOR && WORDS_BETWEEN.contains(word)) {
        return Before.OPERATOR;
      }
      if (LAMBDA.contains(word)) {
        isLambdaAhead = true;
        return Before.FUNCTION;
      }
      return word.startsWith("$") ? Before.VARIABLE : Before.VALUE;
    }

    private Before afterOperator(String operator) {
      if (operator.equals("{")) {
        areBodies.push(isLambdaAhead);
        isLambdaAhead = false;
      } else if (operator.equals("}") && !areBodies.isEmpty() && areBodies.pop()) {
        return Before.FUNCTION;
      }
      boolean isValue =
          CLOSING.contains(operator)
              || (before == Before.OPERATOR && VALUES_TOO.contains(operator));
      return isValue ? Before.VALUE : Before.OPERATOR;
    }

    /** A bracket after a value: its call. */
    private void takeCall(int at) throws InvalidQueryException {
      if (before == Before.VALUE) {
        throw new InvalidQueryException(
            "has a bracket at character "
                + (at + 1)
                + " after what is no function's name; these begin with $, as in $count(user_note)");
      }
      if (before == Before.VARIABLE) {
        text.insert(lastStart, "$" + CALLABLE + "(").append(')');
      }
      text.append('(');
      before = Before.OPERATOR;
    }

    /** A regular expression, which ends as the engine would have it: brackets may hold slashes. */
    private int takePattern(int start) throws InvalidQueryException {
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
          patterns.add(compiled(query.substring(start + 1, i), query.substring(i + 1, end)));
          before = Before.VARIABLE;
          return end;
        }
      }
      // It has no end, which is for the engine to say.
      text.append(query, start, query.length());
      return query.length();
    }

    private static Pattern compiled(String pattern, String flags) throws InvalidQueryException {
      try {
        return LinearPattern.compile(pattern, flags);
      } catch (PatternSyntaxException e) {
        throw new InvalidQueryException(
            "has a regular expression that cannot be used, /"
                + pattern
                + "/: "
                + e.getDescription());
      }
    }
  }
}
