package org.rollcall.local.states.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A compiled JSONata expression. Thread-safe. */
final class Expression {

  private static final long TIMEOUT_MILLIS = 5_000;
  private static final int MAX_DEPTH = 300;

  /**
   * Text without code: comments, literals, quoted names, and simple regular expressions, in which
   * brackets contain only letters, digits, hyphens, colons and carets. A regular expression is an
   * argument of a function. After an argument's start, a slash is not a division.
   */
  private static final Pattern LITERAL =
      Pattern.compile(
          "/\\*.*?\\*/|\"(?:\\\\.|[^\"\\\\])*+\"|'(?:\\\\.|[^'\\\\])*+'|`[^`]*+`"
              + "|(?<=[(,])\\s*/(?:\\\\.|\\[[\\w:^-]++]|[^/\\\\\\[({'\"`*])++/",
          Pattern.DOTALL);

  private static final Pattern NAME = Pattern.compile("\\$([\\p{L}\\p{N}_]+)\\s*(\\(?)");
  private static final Pattern STATES_MEMBER = Pattern.compile("\\$states\\s*\\.\\s*(\\w*)");

  private final String text;
  private final Jsonata compiled;

  private Expression(String text, Jsonata compiled) {
    this.text = text;
    this.compiled = compiled;
  }

  /**
   * Compiles an expression.
   *
   * @param text the expression without the enclosing {@code {% %}}
   * @param path the path of the expression in the definition
   * @param stateMembers the members of {@code $states} that the expression can use
   * @throws InvalidDefinitionException if the expression is not valid JSONata, or uses something
   *     that is not supported
   */
  static Expression read(String text, String path, Set<String> stateMembers) {
    try {
      Jsonata compiled = Jsonata.jsonata(text);
      ExpressionFunctions.register(compiled);
      compiled.setOutputConvertNulls(false);
      check(text, path, stateMembers);
      // The library evaluates in the object that was last compiled on the thread. Compiling another
      // object prevents other threads from seeing frames of this one. See D-053.
      Jsonata.jsonata("null");
      return new Expression(text, compiled);
    } catch (InvalidDefinitionException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new InvalidDefinitionException(path, "is not valid JSONata: " + reason(e));
    }
  }

  /**
   * Evaluates the expression.
   *
   * @param variables the variables as JSONata values, by name without the dollar sign
   * @param field the field of the expression, such as {@code Output/result}
   * @param type the required type of the result
   * @throws EvaluationFailedException if the expression throws an error, takes longer than five
   *     seconds, returns nothing, or returns a value that is not JSON or not of the type
   */
  JsonNode evaluate(Map<String, Object> variables, String field, ValueType type)
      throws EvaluationFailedException {
    Frame frame = new Frame(null);
    variables.forEach(frame::bind);
    frame.setRuntimeBounds(TIMEOUT_MILLIS, MAX_DEPTH);
    Object result;
    try {
      result = run(frame);
    } catch (RuntimeException | StackOverflowError e) {
      throw failure(field, "threw an error during evaluation. " + reason(e));
    }
    if (result == null) {
      throw failure(field, "returned nothing (undefined).");
    }
    JsonNode value;
    try {
      value = StateData.fromJava(result);
    } catch (IllegalArgumentException e) {
      throw failure(field, "returned an unsupported result type.");
    }
    if (!type.isTypeOf(value)) {
      throw failure(
          field,
          "returned an unexpected result type. Expected '%s', but was '%s' for value: %s"
              .formatted(type.name(), ValueType.nameOf(value), value));
    }
    if (!type.contains(value)) {
      throw new EvaluationFailedException(
          field,
          "The value of the field '%s' must be %s, but was: %s"
              .formatted(field, type.description(), value));
    }
    return value;
  }

  private EvaluationFailedException failure(String field, String description) {
    return new EvaluationFailedException(
        field,
        "The JSONata expression '%s' specified for the field '%s' %s"
            .formatted(text, field, description));
  }

  // The input is null because all data is in $states. The library accepts null but does not declare
  // it.
  @SuppressWarnings("NullAway")
  private @Nullable Object run(Frame frame) {
    return compiled.evaluate(null, frame);
  }

  private static String reason(Throwable thrown) {
    if (thrown instanceof JException error) {
      String code = error.getError();
      return code.matches("[A-Z]\\d{4}")
          ? code + ": " + asInJavaScript(String.valueOf(error.getMessage()))
          : code;
    }
    return thrown instanceof StackOverflowError
        ? "The expression is nested too deeply."
        : thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
  }

  /**
   * The message, worded as by the JavaScript implementation, which AWS uses. The Java port writes
   * "Object" instead of "function", and puts numbers in quotes. It also differs in the names in
   * T0412.
   */
  private static String asInJavaScript(String message) {
    return message
        .replaceAll("rgument \"(\\d+)\" of Object", "rgument $1 of function")
        .replace("match Object signature", "match function signature");
  }

  /**
   * Checks the functions and the members of {@code $states} that a valid expression uses. Without
   * this check, an error would first occur in an evaluation. It works on the text of the expression
   * because the library does not expose the syntax tree.
   *
   * @param path the path of the expression in the definition
   * @param stateMembers the members of {@code $states} that the expression can use
   * @throws InvalidDefinitionException if the expression uses something else
   */
  private static void check(String expression, String path, Set<String> stateMembers) {
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
