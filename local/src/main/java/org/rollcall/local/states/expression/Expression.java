package org.rollcall.local.states.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.rollcall.local.states.data.StateData;

/** A compiled JSONata expression. Thread-safe. */
public final class Expression {

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
   * @throws IllegalArgumentException if the expression is not valid JSONata, with the reason
   */
  public static Expression compile(String text) {
    try {
      Jsonata compiled = Jsonata.jsonata(text);
      ExpressionFunctions.register(compiled);
      compiled.setOutputConvertNulls(false);
      // The library evaluates in the object that was last compiled on the thread. Compiling another
      // object prevents other threads from seeing frames of this one. See D-053.
      Jsonata.jsonata("null");
      return new Expression(text, compiled);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(reason(e), e);
    }
  }

  /**
   * Evaluates the expression.
   *
   * @param field the field of the expression, such as {@code Output/result}
   * @throws EvaluationFailedException if the expression throws an error, takes longer than five
   *     seconds, returns nothing, or returns a value that is not JSON
   */
  public JsonNode evaluate(Bindings bindings, String field) throws EvaluationFailedException {
    Frame frame = bindings.frame();
    frame.setRuntimeBounds(TIMEOUT_MILLIS, MAX_DEPTH);
    Object result;
    try {
      result = run(frame);
    } catch (RuntimeException | StackOverflowError e) {
      throw failure(field, "threw an error during evaluation. " + reason(e));
    }
    try {
      return StateData.fromJava(result)
          .orElseThrow(() -> failure(field, "returned nothing (undefined)."));
    } catch (IllegalArgumentException e) {
      throw failure(field, "returned an unsupported result type.");
    }
  }

  EvaluationFailedException unexpectedResult(String field, String expected, JsonNode value) {
    return failure(
        field,
        "returned an unexpected result type. Expected '%s', but was '%s' for value: %s"
            .formatted(expected, StateData.typeOf(value), StateData.text(value)));
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

  /**
   * The reason, worded as by the JavaScript implementation, which AWS uses. The Java port writes
   * "Object" instead of "function", and puts numbers in quotes. This method corrects both. It
   * cannot correct the names in T0412 and the messages of {@code $error}, which also differ.
   */
  private static String reason(Throwable thrown) {
    if (thrown instanceof JException jsonataError
        && jsonataError.getError().matches("[A-Z]\\d{4}")) {
      String message =
          String.valueOf(jsonataError.getMessage())
              .replaceAll("rgument \"(\\d+)\" of Object", "rgument $1 of function")
              .replace("match Object signature", "match function signature");
      return jsonataError.getError() + ": " + message;
    }
    if (thrown instanceof JException jsonataError) {
      return jsonataError.getError();
    }
    return thrown instanceof StackOverflowError
        ? "The expression is nested too deeply."
        : thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
  }
}
