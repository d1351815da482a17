package org.rollcall.local;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A part of the stack that starts when it is first used. After {@link #close}, the next use starts
 * it again.
 *
 * <p>The start throws {@link PortUnavailableException} if the part's port cannot be used.
 *
 * @param <T> the type of the part
 */
final class Lazy<T extends AutoCloseable> implements AutoCloseable {

  private final Supplier<T> starter;
  private Optional<T> started = Optional.empty();

  Lazy(Supplier<T> starter) {
    this.starter = starter;
  }

  synchronized T get() {
    T part = started.orElseGet(() -> PortUnavailableException.start(starter));
    started = Optional.of(part);
    return part;
  }

  @Override
  public synchronized void close() {
    started.ifPresent(
        part -> {
          try {
            part.close();
          } catch (Exception e) {
            throw new IllegalStateException("a part of the local stack could not be closed", e);
          }
        });
    started = Optional.empty();
  }
}
