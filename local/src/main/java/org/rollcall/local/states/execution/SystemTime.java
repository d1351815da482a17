package org.rollcall.local.states.execution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A clock, and delays in real time. Operations with a timeout run on a pool of daemon threads. */
public final class SystemTime implements Time {

  private final ExecutorService workers =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "task");
            thread.setDaemon(true);
            return thread;
          });

  private final Clock clock;

  public SystemTime(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    Thread.sleep(duration.toMillis());
  }

  @Override
  public <T> T runWithTimeout(Duration timeout, Operation<T> operation)
      throws StateFailedException, TimeoutException, InterruptedException {
    Future<T> result = workers.submit(operation::run);
    try {
      return result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StateFailedException error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
