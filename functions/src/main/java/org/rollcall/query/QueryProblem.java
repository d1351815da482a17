package org.rollcall.query;

import com.dashjoin.jsonata.JException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in plain English why a query is not valid, or why it fails for a record. */
final class QueryProblem {

  /** Parts of a query in which anything may stand: texts, quoted names, comments and patterns. */
  private static final Pattern LITERAL =
      Pattern.compile(
          "\"(?:\\\\.|[^\"\\\\])*+\"|'(?:\\\\.|[^'\\\\])*+'|`[^`]*+`|/\\*.*?\\*/|(?<=,)\\s*/[^/]+/",
          Pattern.DOTALL);

  private static final Mistake CURLY_QUOTES =
      new Mistake("[“”„‟«»‘’‚‛]", "write straight quotes instead of curly ones");

  /** What people write from the habit of other languages, and what JSONata has for it. */
  private static final List<Mistake> MISTAKES =
      List.of(
          CURLY_QUOTES,
          new Mistake("={2,3}", "equality is a single =, not =="),
          new Mistake("<>", "write != instead of <>"),
          new Mistake("=<", "write <= instead of =<"),
          new Mistake("(?<!~)=>", "write >= instead of =>"),
          new Mistake("=~|~=", "write $contains(field, 'text') instead of =~"),
          new Mistake("&&", "write and instead of &&"),
          new Mistake("\\|\\|", "write or instead of ||"),
          new Mistake("!(?!=)", "write $not(…) instead of !"),
          new Mistake("\\bAND\\b", "write and in lower case"),
          new Mistake("\\bOR\\b", "write or in lower case"),
          new Mistake("\\bin\\s*\\(", "write a list in brackets, as in ['UG', 'PG']"),
          new Mistake("\\bIN\\b", "write in in lower case, with a list in brackets"),
          new Mistake("(?i)\\bnot\\s+in\\b", "write $not(field in […]) instead of not in"),
          new Mistake(
              "(?i)\\bis\\s+(not\\s+)?(null|empty)\\b",
              "write $not($exists(field)) or $exists(field) instead of is null"),
          new Mistake("(?i)(?<!\\$)\\bnot\\b", "write $not(…) instead of not"),
          new Mistake("(?i)\\blike\\b", "write $contains(field, 'text') instead of like"),
          new Mistake("(?i)\\bbetween\\b", "write field >= a and field <= b instead of between"));

  /** The meaning of the engine's codes for failures of a valid query. */
  private static final Map<String, String> FAILURES =
      Map.of(
          "T2001", "the left side of a calculation is not a number",
          "T2002", "the right side of a calculation is not a number",
          "T2009", "a comparison has a text on one side and a number on the other",
          "T2010", "a comparison with < or > has a value that is neither text nor number",
          "T0410", "a function was called with a value of the wrong type",
          "T0411", "a function was called with a value of the wrong type",
          "T0412", "a function was called with a list of values of the wrong type",
          "T1006", "a value that is not a function was called",
          "D3030", "a text is not a number",
          "D3137", "the query itself reports an error");

  private record Mistake(Pattern pattern, String advice) {
    Mistake(String pattern, String advice) {
      this(Pattern.compile(pattern), advice);
    }
  }

  private QueryProblem() {}

  /** Why a text is not a valid query. */
  static String ofSyntax(String query, JException error) {
    return MISTAKES.stream()
        .flatMap(mistake -> find(mistake, query).stream())
        .findFirst()
        .orElseGet(() -> description(error) + (error.getLocation() > 0 ? place(error) : ""));
  }

  /** Finds curly quotes, which the engine reads as parts of names. */
  static Optional<String> curlyQuotes(String query) {
    return find(CURLY_QUOTES, query);
  }

  private static Optional<String> find(Mistake mistake, String query) {
    // Literals keep their length, so that places in the text stay the same.
    String code = LITERAL.matcher(query).replaceAll(text -> " ".repeat(text.group().length()));
    Matcher found = mistake.pattern().matcher(code);
    return found.find()
        ? Optional.of(mistake.advice() + " (character " + (found.start() + 1) + ")")
        : Optional.empty();
  }

  private static String place(JException error) {
    return " (near character " + error.getLocation() + ")";
  }

  private static String description(JException error) {
    Object token = error.getCurrent();
    return switch (error.getError()) {
      case "S0101" -> "a text in quotes is not closed";
      case "S0105" -> "a name in backquotes is not closed";
      case "S0106" -> "a comment is not closed";
      case "S0201" ->
          token
              + " is not possible here; texts must be in quotes, and conditions must be joined by"
              + " \"and\" or \"or\"";
      case "S0202" -> token + " is missing before " + error.getExpected();
      case "S0203" -> token + " is missing at the end";
      case "S0301" -> "a regular expression is empty";
      case "S0302" -> "a regular expression is not closed by a slash";
      case "S0204" -> "unknown operator " + token;
      case "S0207" -> "something is missing at the end";
      case "S0211" -> "something is missing before " + token;
      default -> "the query cannot be read: " + error.getMessage();
    };
  }

  /** Why a valid query fails for a record. */
  static String ofFailure(String code) {
    return FAILURES.getOrDefault(code, "a step of it is not possible");
  }
}
