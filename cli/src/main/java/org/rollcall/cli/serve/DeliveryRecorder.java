package org.rollcall.cli.serve;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.rollcall.local.LocalStack;

/**
 * Records the pending delivery events of letters every two seconds. On AWS, events arrive with a
 * similar delay. It must be stopped before the stack is closed.
 */
final class DeliveryRecorder {

  private static final long INTERVAL_SECONDS = 2;

  private final LocalStack stack;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  private DeliveryRecorder(LocalStack stack) {
    this.stack = stack;
  }

  static DeliveryRecorder start(LocalStack stack) {
    DeliveryRecorder recorder = new DeliveryRecorder(stack);
    var unused =
        recorder.timer.scheduleWithFixedDelay(
            recorder::record, INTERVAL_SECONDS, INTERVAL_SECONDS, TimeUnit.SECONDS);
    return recorder;
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
    timer.execute(this::record);
    timer.shutdown();
    try {
      timer.awaitTermination(Long.MAX_VALUE, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
