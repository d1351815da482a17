package org.rollcall.local.seams;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The execution to which the current thread belongs. */
final class CurrentExecution {

  private static final InheritableThreadLocal<@Nullable CurrentExecution> CURRENT =
      new InheritableThreadLocal<>();

  private volatile boolean stopped;

  /** Ends the interpreter's work when an execution is stopped. */
  static final class ExecutionStoppedError extends Error {

    private static final long serialVersionUID = 1;

    ExecutionStoppedError() {
      super("the execution was stopped", null, false, false);
    }
  }

  /** Makes this the execution of the current thread and of the threads that it starts. */
  void enter() {
    CURRENT.set(this);
  }

  static void leave() {
    CURRENT.remove();
  }

  static Optional<CurrentExecution> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  /**
   * Throws if the execution of this thread was stopped.
   *
   * @throws ExecutionStoppedError if it was stopped
   */
  static void throwIfStopped() {
    if (current().filter(CurrentExecution::isStopped).isPresent()) {
      throw new ExecutionStoppedError();
    }
  }
}
