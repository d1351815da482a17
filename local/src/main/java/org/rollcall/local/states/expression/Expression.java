package org.rollcall.local.states.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.rollcall.local.states.data.StateData;

/** A JSONata expression, compiled once; any number of threads may evaluate it at a time. */
public final class Expression {

  private static final long MOST_MILLIS = 5_000;
  private static final int DEEPEST = 300;

  private final String text;
  private final Jsonata compiled;

  private Expression(String text, Jsonata compiled) {
    this.text = text;
    this.compiled = compiled;
  }

  /**
   * Compiles an expression.
   *
   * @param text without the {@code {% %}} around it
   * @throws IllegalArgumentException with what is wrong, if this is no JSONata
   */
  public static Expression compile(String text) {
    try {
      Jsonata compiled = Jsonata.jsonata(text);
      ExpressionFunctions.register(compiled);
      compiled.setOutputConvertNulls(false);
      // The library lets the thread that compiled last evaluate in that very object, where other
      // threads would see its frames.
      Jsonata.jsonata("null");
      return new Expression(text, compiled);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(reason(e), e);
    }
  }

  /**
   * Evaluates the expression.
   *
   * @param field where the expression stands, such as {@code Output/result}
   * @throws EvaluationFailedException if it throws, takes more than five seconds, or gives nothing
   *     or no JSON
   */
  public JsonNode evaluate(Bindings bindings, String field) throws EvaluationFailedException {
    Frame frame = bindings.frame();
    frame.setRuntimeBounds(MOST_MILLIS, DEEPEST);
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

  EvaluationFailedException unexpected(String field, String expected, JsonNode value) {
    return failure(
        field,
        "returned an unexpected result type. Expected '%s', but was '%s' for value: %s"
            .formatted(expected, StateData.typeOf(value), StateData.text(value)));
  }

  private EvaluationFailedException failure(String field, String what) {
    return new EvaluationFailedException(
        field,
        "The JSONata expression '%s' specified for the field '%s' %s".formatted(text, field, what));
  }

  // There is no input outside of $states; the library takes null for that, though it does not say
  // so.
  @SuppressWarnings("NullAway")
  private @Nullable Object run(Frame frame) {
    return compiled.evaluate(null, frame);
  }

  /**
   * The reason in the reference implementation's words, as AWS has it. From those the Java port
   * departs where it says "Object" for "function" and quotes numbers; what it gives for the names
   * of T0412 and for {@code $error} cannot be mended from outside.
   */
  private static String reason(Throwable thrown) {
    if (thrown instanceof JException known && known.getError().matches("[A-Z]\\d{4}")) {
      String words =
          String.valueOf(known.getMessage())
              .replaceAll("rgument \"(\\d+)\" of Object", "rgument $1 of function")
              .replace("match Object signature", "match function signature");
      return known.getError() + ": " + words;
    }
    if (thrown instanceof JException known) {
      return known.getError();
    }
    return thrown instanceof StackOverflowError
        ? "The expression is nested too deeply."
        : thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
  }
}
