package org.rollcall.local.states.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A compiled JSONata expression. Thread-safe. */
final class Expression {

  private static final long TIMEOUT_MILLIS = 5_000;
  private static final int MAX_DEPTH = 300;

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
      ExpressionChecker.check(text, path, stateMembers);
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
}
