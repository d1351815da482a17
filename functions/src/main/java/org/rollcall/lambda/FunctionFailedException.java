package org.rollcall.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollcall.aws.ServiceErrors;

/**
 * Something went wrong that no input can bring about: AWS failed, or the job's folder was meddled
 * with. What a function throws becomes its log and the execution's history, and the messages of
 * others may hold what they were given, a person's record for one; so this one says what has failed
 * and where, in names of classes, and in AWS's codes, alone.
 */
public final class FunctionFailedException extends RuntimeException {

  private FunctionFailedException(String message, StackTraceElement[] where) {
    super(message);
    setStackTrace(where);
  }

  static FunctionFailedException by(RuntimeException failure) {
    List<String> names = new ArrayList<>();
    Optional<Throwable> at = Optional.of(failure);
    while (at.isPresent() && names.size() < 10) {
      names.add(name(at.get()));
      at = at.map(Throwable::getCause);
    }
    return new FunctionFailedException(String.join(", caused by ", names), failure.getStackTrace());
  }

  /** Our own exceptions are made to be read by anybody. */
  private static String name(Throwable failure) {
    String name = failure.getClass().getName();
    return name.startsWith("org.rollcall.")
        ? String.valueOf(failure.getMessage())
        : name + ServiceErrors.summary(failure).map(answer -> " (" + answer + ")").orElse("");
  }
}
