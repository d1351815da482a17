package org.rollcall.local.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.expression.StateData;

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
    JsonNode result(int index, JsonNode item) throws StateFailedException, InterruptedException;
  }

  private WorkerPool() {}

  /**
   * Processes all items. All threads have ended when this method returns or throws.
   *
   * @param threads the maximum number of items that are processed at the same time
   * @param items an array
   * @return the results as an array in the order of the items; empty if they are larger than {@link
   *     StateData#MAX_BYTES}
   * @throws StateFailedException the first exception of a processor. Items that have not started
   *     are skipped, and running ones are interrupted
   * @throws InterruptedException if this thread is interrupted. Items are skipped and interrupted
   *     likewise
   */
  static Optional<JsonNode> run(int threads, JsonNode items, ItemProcessor processor)
      throws StateFailedException, InterruptedException {
    int count = items.size();
    Results results = new Results(count);
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
                results.put(index, processor.result(index, items.get(index)));
                index = next.getAndIncrement();
              }
              return true;
            });
      }
      for (int i = 0; i < size; i++) {
        workers.take().get();
      }
      return results.all();
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

  /** The results of the items. Those beyond the limit are discarded, so that memory is bounded. */
  private static final class Results {

    private final JsonNode[] results;
    private long length;

    Results(int count) {
      results = new JsonNode[count];
    }

    synchronized void put(int index, JsonNode result) {
      length += result.toString().length() + 1L;
      if (!isTooLarge()) {
        results[index] = result;
      }
    }

    synchronized Optional<JsonNode> all() {
      return isTooLarge()
          ? Optional.empty()
          : Optional.of(JsonNodeFactory.instance.arrayNode().addAll(Arrays.asList(results)));
    }

    private boolean isTooLarge() {
      return length > StateData.MAX_BYTES;
    }
  }
}
