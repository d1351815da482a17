package org.rollcall.local.states.services;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.rollcall.local.states.data.StateFailedException;

/** The time of this machine. Work that has a limit runs on daemon threads, which are used again. */
public final class SystemTime implements Time {

  private final ExecutorService workers =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "task");
            thread.setDaemon(true);
            return thread;
          });

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    Thread.sleep(duration.toMillis());
  }

  @Override
  public <T> T within(Duration limit, Work<T> work)
      throws StateFailedException, TimeoutException, InterruptedException {
    Future<T> result = workers.submit(work::result);
    try {
      return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Work that has not begun does not begin; what has begun is not disturbed.
      result.cancel(false);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StateFailedException error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
