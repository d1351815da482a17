package org.rollcall.local;

import java.net.BindException;
import java.util.function.Supplier;

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
   * Starts a part. Throws {@link PortUnavailableException} if the cause of a failure is a {@link
   * BindException}. Other exceptions are not changed.
   */
  static <T> T start(Supplier<T> starter) {
    try {
      return starter.get();
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof BindException bindError) {
          throw new PortUnavailableException(bindError, e);
        }
      }
      throw e;
    }
  }
}
