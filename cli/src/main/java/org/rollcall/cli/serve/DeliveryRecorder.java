package org.rollcall.cli.serve;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.rollcall.local.LocalStack;

/**
 * Records the pending delivery events of letters every two seconds. On AWS, events arrive with a
 * similar delay.
 */
final class DeliveryRecorder {

  private static final long INTERVAL_SECONDS = 2;

  private final LocalStack stack;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "rollcall-deliveries");

  private DeliveryRecorder(LocalStack stack) {
    this.stack = stack;
  }

  /** Starts a recorder, which must be stopped before the stack is closed. */
  static DeliveryRecorder start(LocalStack stack) {
    DeliveryRecorder recorder = new DeliveryRecorder(stack);
    recorder.thread.setDaemon(true);
    recorder.thread.start();
    return recorder;
  }

  private void run() {
    try {
      while (!stop.await(INTERVAL_SECONDS, TimeUnit.SECONDS)) {
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
      // The events are kept. The next call records them.
    }
  }

  /** Records all pending events, and stops. */
  void stop() {
    stop.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
