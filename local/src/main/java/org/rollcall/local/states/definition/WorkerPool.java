package org.rollcall.local.states.definition;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.rollcall.local.states.execution.StateFailedException;

/** Processes the items of a Map on several threads. */
final class WorkerPool {

  /** Processes one item. */
  @FunctionalInterface
  interface ItemProcessor {

    /**
     * Processes the item with an index.
     *
     * @throws StateFailedException to stop the processing of all items
     */
    void process(int index) throws StateFailedException, InterruptedException;
  }

  private WorkerPool() {}

  /**
   * Processes all items. All threads have ended when this method returns or throws.
   *
   * @param threads the maximum number of items that are processed at the same time
   * @param count the number of items
   * @throws StateFailedException the first exception of a processor. Items that have not started
   *     are skipped, and running ones are interrupted
   * @throws InterruptedException if this thread is interrupted. Items are skipped and interrupted
   *     likewise
   */
  static void run(int threads, int count, ItemProcessor processor)
      throws StateFailedException, InterruptedException {
    ExecutorService pool = Executors.newCachedThreadPool(WorkerPool::thread);
    AtomicInteger next = new AtomicInteger();
    try {
      ExecutorCompletionService<Boolean> workers = new ExecutorCompletionService<>(pool);
      int size = Math.min(threads, count);
      for (int i = 0; i < size; i++) {
        workers.submit(
            () -> {
              int index = next.getAndIncrement();
              while (index < count && !Thread.currentThread().isInterrupted()) {
                processor.process(index);
                index = next.getAndIncrement();
              }
              return true;
            });
      }
      for (int i = 0; i < size; i++) {
        workers.take().get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StateFailedException error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
      awaitTermination(pool);
    }
  }

  private static void awaitTermination(ExecutorService pool) {
    boolean interrupted = false;
    while (!pool.isTerminated()) {
      try {
        pool.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "map");
    thread.setDaemon(true);
    return thread;
  }
}
