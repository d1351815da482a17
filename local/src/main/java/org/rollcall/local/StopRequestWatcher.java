package org.rollcall.local;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.rollcall.id.JobId;
import org.rollcall.local.stack.StopRequests;
import software.amazon.awssdk.core.exception.SdkException;

/** A thread that takes the {@link StopRequests} for the running jobs of this process. */
final class StopRequestWatcher implements AutoCloseable {

  private static final long POLL_MILLIS = 100;

  private final Thread thread;

  private StopRequestWatcher(Thread thread) {
    this.thread = thread;
  }

  /**
   * Starts the thread.
   *
   * @param isRunning whether a job is running in this process
   * @param stop stops a job
   */
  static StopRequestWatcher start(
      StopRequests requests, Predicate<JobId> isRunning, Consumer<JobId> stop) {
    Thread thread = new Thread(() -> watch(requests, isRunning, stop), "stop requests");
    thread.setDaemon(true);
    thread.start();
    return new StopRequestWatcher(thread);
  }

  private static void watch(
      StopRequests requests, Predicate<JobId> isRunning, Consumer<JobId> stop) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        requests.pending().stream().filter(isRunning).filter(requests::take).forEach(stop);
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (SdkException e) {
        // The local stack is being closed, or the command that asks reports that the job runs on.
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
