package org.rollcall.local.states.map;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.map.Items.Item;

/** Processes the items of a Map on several threads. */
final class WorkerPool {

  /** Processes one item. */
  @FunctionalInterface
  interface ItemProcessor {

    /**
     * Processes the item.
     *
     * @throws StateFailedException to stop the processing of all items
     */
    void process(Item item) throws StateFailedException, InterruptedException;
  }

  private WorkerPool() {}

  /**
   * Processes all items. All threads have ended when this method returns or throws.
   *
   * @throws StateFailedException the first exception of a processor. Items that have not started
   *     are skipped, and running ones are interrupted
   * @throws InterruptedException if this thread is interrupted. Items are skipped and interrupted
   *     likewise
   */
  static void run(int threads, Items items, ItemProcessor processor)
      throws StateFailedException, InterruptedException {
    int size = Math.min(threads, items.count());
    if (size == 0) {
      return;
    }
    ExecutorService pool = Executors.newFixedThreadPool(size, WorkerPool::thread);
    try {
      ExecutorCompletionService<Boolean> workers = new ExecutorCompletionService<>(pool);
      for (int i = 0; i < size; i++) {
        workers.submit(() -> processAll(items, processor));
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

  private static boolean processAll(Items items, ItemProcessor processor)
      throws StateFailedException, InterruptedException {
    while (!Thread.currentThread().isInterrupted()) {
      Optional<Item> item = items.next();
      if (item.isEmpty()) {
        return true;
      }
      processor.process(item.get());
    }
    return false;
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
