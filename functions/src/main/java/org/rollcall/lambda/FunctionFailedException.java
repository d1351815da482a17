package org.rollcall.lambda;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollcall.aws.ServiceErrors;

/**
 * A function failed for a reason other than its input: for example, AWS failed, or an object of the
 * job's folder was changed. Lambda writes a function's exception to the log and to the execution's
 * history. Messages of other libraries can contain personal data. Therefore, this exception
 * contains only names of classes, error codes of AWS, and messages of Rollcall's own exceptions.
 */
public final class FunctionFailedException extends RuntimeException {

  private static final int MAX_CAUSES = 10;

  private FunctionFailedException(String message, StackTraceElement[] stackTrace) {
    super(message);
    setStackTrace(stackTrace);
  }

  static FunctionFailedException of(RuntimeException failure) {
    String causes =
        Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
            .limit(MAX_CAUSES)
            .map(FunctionFailedException::describe)
            .collect(Collectors.joining(", caused by "));
    return new FunctionFailedException(causes, failure.getStackTrace());
  }

  /** The message of Rollcall's own exceptions, which contains no personal data, or the name. */
  private static String describe(Throwable failure) {
    String name = failure.getClass().getName();
    return name.startsWith("org.rollcall.")
        ? String.valueOf(failure.getMessage())
        : name + ServiceErrors.summary(failure).map(summary -> " (" + summary + ")").orElse("");
  }
}
