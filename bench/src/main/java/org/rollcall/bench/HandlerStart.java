package org.rollcall.bench;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;

/** Starts a handler as Lambda does at a cold start. {@link StartupBench} runs it. */
final class HandlerStart {

  private HandlerStart() {}

  /**
   * Loads and constructs a handler, and calls it with an invalid request, so that AWS is not
   * called. Prints the duration and the CPU time of the whole JVM, in milliseconds. The argument is
   * the name of the handler's class.
   */
  public static void main(String[] args) throws ReflectiveOperationException, IOException {
    long start = System.nanoTime();
    RequestStreamHandler handler =
        Class.forName(args[0])
            .asSubclass(RequestStreamHandler.class)
            .getConstructor()
            .newInstance();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(new byte[] {'[', ']'}), new ByteArrayOutputStream(), null);
      throw new IllegalStateException("the request was accepted");
    } catch (RuntimeException e) {
      if (!e.getClass().getName().endsWith("InvalidRequestException")) {
        throw e;
      }
    }
    long duration = Duration.ofNanos(System.nanoTime() - start).toMillis();
    Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    System.out.println(duration + " " + cpu.toMillis());
  }
}
