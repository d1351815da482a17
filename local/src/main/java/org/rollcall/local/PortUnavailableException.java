package org.rollcall.local;

import java.net.BindException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A part of a stack cannot listen on its port: another program uses the port, the port is reserved
 * for administrators, or the address does not exist. The message is that of the operating system,
 * such as {@code Permission denied}.
 */
public final class PortUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private PortUnavailableException(BindException bindError, RuntimeException cause) {
    super(bindError.getMessage(), cause);
  }

  /**
   * Wraps the start of a server, so that it throws {@link PortUnavailableException} if the cause of
   * its failure is a {@link BindException}. Other exceptions are not changed.
   */
  static <T> Supplier<T> translatingBindErrors(Supplier<T> start) {
    return () -> {
      try {
        return start.get();
      } catch (RuntimeException e) {
        throw bindError(e)
            .<RuntimeException>map(bindError -> new PortUnavailableException(bindError, e))
            .orElse(e);
      }
    };
  }

  private static Optional<BindException> bindError(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .filter(BindException.class::isInstance)
        .map(BindException.class::cast)
        .findFirst();
  }
}
