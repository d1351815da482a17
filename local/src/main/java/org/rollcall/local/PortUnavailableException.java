package org.rollcall.local;

import java.net.BindException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A part of a stack cannot be had, since its port cannot be listened at: another program does, or
 * the system lets nobody but an administrator, or has no such address. The message is the system's,
 * such as {@code Permission denied}.
 */
public final class PortUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private PortUnavailableException(BindException said, RuntimeException cause) {
    super(said.getMessage(), cause);
  }

  /** Starts a server, and tells this from all else that may be wrong with it. */
  static <T> Supplier<T> told(Supplier<T> start) {
    return () -> {
      try {
        return start.get();
      } catch (RuntimeException e) {
        throw said(e)
            .<RuntimeException>map(said -> new PortUnavailableException(said, e))
            .orElse(e);
      }
    };
  }

  private static Optional<BindException> said(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .filter(BindException.class::isInstance)
        .map(BindException.class::cast)
        .findFirst();
  }
}
