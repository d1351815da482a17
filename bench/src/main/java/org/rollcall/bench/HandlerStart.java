package org.rollcall.bench;

import java.lang.reflect.Constructor;
import java.time.Duration;

/** Loads and constructs a handler, as Lambda does at a cold start. {@link StartupBench} runs it. */
final class HandlerStart {

  private HandlerStart() {}

  /**
   * Prints the duration and the CPU time of the whole JVM, in milliseconds. The argument is the
   * name of the handler's class.
   */
  public static void main(String[] args) throws ReflectiveOperationException {
    long start = System.nanoTime();
    Constructor<?> handler = Class.forName(args[0]).getConstructor();
    handler.newInstance();
    long duration = Duration.ofNanos(System.nanoTime() - start).toMillis();
    Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    System.out.println(duration + " " + cpu.toMillis());
  }
}
