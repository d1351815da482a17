package org.rollcall.local.states.map;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.map.Items.Item;

/** Threads that work through items together. */
final class WorkerPool {

  /** What is done with each item. */
  @FunctionalInterface
  interface Work {

    /**
     * Does it.
     *
     * @throws StateFailedException to end the work as a whole
     */
    void on(Item item) throws StateFailedException, InterruptedException;
  }

  private WorkerPool() {}

  /**
   * Works through the items. When this returns or throws, no thread of the crew is left.
   *
   * @throws StateFailedException the first that the work threw: items not begun are left, and those
   *     at work are interrupted
   * @throws InterruptedException if this thread is interrupted; the same holds
   */
  static void work(int threads, Items items, Work work)
      throws StateFailedException, InterruptedException {
    int hands = Math.min(threads, items.count());
    if (hands == 0) {
      return;
    }
    ExecutorService pool = Executors.newFixedThreadPool(hands, WorkerPool::thread);
    try {
      ExecutorCompletionService<Boolean> crew = new ExecutorCompletionService<>(pool);
      for (int i = 0; i < hands; i++) {
        crew.submit(() -> all(items, work));
      }
      for (int i = 0; i < hands; i++) {
        crew.take().get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StateFailedException error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
      awaitEnd(pool);
    }
  }

  private static boolean all(Items items, Work work)
      throws StateFailedException, InterruptedException {
    while (!Thread.currentThread().isInterrupted()) {
      Optional<Item> item = items.next();
      if (item.isEmpty()) {
        return true;
      }
      work.on(item.get());
    }
    return false;
  }

  private static void awaitEnd(ExecutorService pool) {
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
