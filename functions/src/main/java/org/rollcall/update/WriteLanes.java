package org.rollcall.update;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.rollcall.aws.InvocationUsage;

/**
 * How many users of a chunk are written at the same time, and on which threads. See D-185.
 *
 * @param count the maximum number of writes in flight
 */
public record WriteLanes(int count, Executor executor) {

  /** The number on AWS. A chunk of 100 users then takes the time of seven writes. */
  public static final int PARALLEL = 16;

  private static final Duration IDLE_TIME = Duration.ofSeconds(10);

  /** One write after the other. The embedded database has one lock for all writes. */
  public static WriteLanes one() {
    return new WriteLanes(1, Runnable::run);
  }

  /** Several writes at the same time, on threads of their own, which end when they are idle. */
  public static WriteLanes parallel(int count) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE_TIME.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "write-lane");
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return new WriteLanes(count, work -> pool.execute(countedInThisInvocation(work)));
  }

  private static Runnable countedInThisInvocation(Runnable work) {
    InvocationUsage usage = InvocationUsage.current();
    return () ->
        usage.during(
            () -> {
              work.run();
              return usage;
            });
  }
}
