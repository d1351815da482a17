package org.rollcall.cli.serve;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.rollcall.local.LocalStack;

/**
 * Has it recorded every two seconds what became of letters, as SNS, too, tells of it somewhat after
 * they were sent.
 */
final class DeliveryRecorder {

  private static final long PAUSE_SECONDS = 2;

  private final LocalStack stack;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "rollcall-deliveries");

  private DeliveryRecorder(LocalStack stack) {
    this.stack = requireNonNull(stack, "stack is null");
  }

  /** Begins; until it has ended, the stack must be open. */
  static DeliveryRecorder start(LocalStack stack) {
    DeliveryRecorder recorder = new DeliveryRecorder(stack);
    recorder.thread.setDaemon(true);
    recorder.thread.start();
    return recorder;
  }

  private void run() {
    try {
      while (!end.await(PAUSE_SECONDS, TimeUnit.SECONDS)) {
        record();
      }
      record();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void record() {
    try {
      stack.recordDeliveries();
    } catch (RuntimeException e) {
      // What could not be recorded is kept, and comes again.
    }
  }

  /** Records what there is by now, and ends. */
  void end() {
    end.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
