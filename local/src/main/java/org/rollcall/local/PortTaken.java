package org.rollcall.local;

import java.net.BindException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A part of a stack cannot be had, since another program listens at its port. */
public final class PortTaken extends RuntimeException {

  private static final long serialVersionUID = 1;

  private PortTaken(RuntimeException cause) {
    super("A port of the local stack is taken", cause);
  }

  /** Starts a server, and tells this from all else that may be wrong with it. */
  static <T> Supplier<T> told(Supplier<T> start) {
    return () -> {
      try {
        return start.get();
      } catch (RuntimeException e) {
        throw isTaken(e) ? new PortTaken(e) : e;
      }
    };
  }

  private static boolean isTaken(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(BindException.class::isInstance);
  }
}
