package org.rollcall.local.states.expression;

import com.dashjoin.jsonata.Jsonata;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the functions and the members of {@code $states} that an expression uses, when the
 * definition is loaded. Without this check, an error would first occur in an evaluation.
 *
 * <p>It works on the text of the expression because the library does not expose the syntax tree.
 */
final class ExpressionChecker {

  /**
   * Text without code: comments, literals, quoted names, and simple regular expressions. A regular
   * expression is an argument of a function. After an argument's start, a slash is not a division.
   */
  private static final Pattern LITERAL =
      Pattern.compile(
          "/\\*.*?\\*/|\"(?:\\\\.|[^\"\\\\])*+\"|'(?:\\\\.|[^'\\\\])*+'|`[^`]*+`"
              + "|(?<=[(,])\\s*/(?:\\\\.|[^/\\\\\\[({'\"`*])++/",
          Pattern.DOTALL);

  private static final Pattern NAME = Pattern.compile("\\$([\\p{L}\\p{N}_]+)\\s*(\\(?)");
  private static final Pattern STATES_MEMBER = Pattern.compile("\\$states\\s*\\.\\s*(\\w*)");

  private ExpressionChecker() {}

  /**
   * Checks a valid expression.
   *
   * @param path the path of the expression in the definition
   * @param stateMembers the members of {@code $states} that the expression can use
   * @throws InvalidDefinitionException if the expression uses something else
   */
  static void check(String expression, String path, Set<String> stateMembers) {
    String code = LITERAL.matcher(expression).replaceAll("''");
    if (code.contains("/")) {
      throw new InvalidDefinitionException(
          path, "divisions and regular expressions with brackets or quotes are not supported");
    }
    for (Matcher name = NAME.matcher(code); name.find(); ) {
      String function = name.group(1);
      if (!ExpressionFunctions.SUPPORTED.contains(function)
          && (!name.group(2).isEmpty() || isFunction(function))) {
        throw new InvalidDefinitionException(
            path, "the function $" + function + " is not supported");
      }
    }
    for (Matcher member = STATES_MEMBER.matcher(code); member.find(); ) {
      if (!stateMembers.contains(member.group(1))) {
        throw new InvalidDefinitionException(
            path, "$states." + member.group(1) + " is not available in this field");
      }
    }
  }

  private static boolean isFunction(String name) {
    return ExpressionFunctions.ONLY_ON_AWS.contains(name)
        || Jsonata.jsonata("$" + name).evaluate(Map.of()) != null;
  }
}
