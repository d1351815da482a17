package org.rollcall.local.seams;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An execution that is under way, as its threads know it. */
final class Run {

  private static final InheritableThreadLocal<@Nullable Run> CURRENT =
      new InheritableThreadLocal<>();

  private volatile boolean stopped;

  /** What goes through the interpreter when an execution is stopped. */
  static final class Stopped extends Error {

    private static final long serialVersionUID = 1;

    Stopped() {
      super("the execution was stopped", null, false, false);
    }
  }

  /** Makes this the run of the thread, and of those that it starts. */
  void enter() {
    CURRENT.set(this);
  }

  static void leave() {
    CURRENT.remove();
  }

  static Optional<Run> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  /**
   * Ends the execution that this thread belongs to, if somebody stopped it.
   *
   * @throws Stopped if so
   */
  static void leaveIfStopped() {
    if (current().filter(Run::isStopped).isPresent()) {
      throw new Stopped();
    }
  }
}
