package org.rollcall.local;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
  private @Nullable T started;

  Lazy(Supplier<T> starter) {
    this.starter = starter;
  }

  synchronized T get() {
    if (started == null) {
      started = PortUnavailableException.start(starter);
    }
    return started;
  }

  /** Starts parts in parallel. */
  static void startAll(Lazy<?>... parts) {
    try {
      CompletableFuture.allOf(
              Stream.of(parts)
                  .map(part -> CompletableFuture.runAsync(part::get))
                  .toArray(CompletableFuture[]::new))
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  @Override
  public synchronized void close() {
    try {
      if (started != null) {
        started.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException("a part of the local stack could not be closed", e);
    }
    started = null;
  }
}
