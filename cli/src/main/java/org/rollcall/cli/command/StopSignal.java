package org.rollcall.cli.command;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Handles Ctrl-C (SIGINT) and SIGTERM while a command has work to finish. The first signal is only
 * recorded, so that the command can stop its work; the second one ends the process immediately.
 *
 * <p>The JDK offers signals only in {@code sun.misc}, which compilers do not see; so reflection is
 * used. In a JVM without these classes, a signal ends the process.
 */
public final class StopSignal implements AutoCloseable {

  /** A shell adds this to a signal's number for the exit code of a process that it ended. */
  private static final int SIGNAL_EXIT_CODE = 128;

  private final AtomicBoolean received = new AtomicBoolean();
  private final List<Runnable> restores = new ArrayList<>();

  private StopSignal() {}

  /** Handles both signals until it is closed. */
  public static StopSignal watch() {
    StopSignal signal = new StopSignal();
    for (String name : List.of("INT", "TERM")) {
      try {
        signal.watch(name);
      } catch (ReflectiveOperationException | IllegalArgumentException e) {
        // This JVM or system does not support the signal, which then ends the process.
      }
    }
    return signal;
  }

  public boolean isReceived() {
    return received.get();
  }

  private void watch(String name) throws ReflectiveOperationException {
    Class<?> signals = Class.forName("sun.misc.Signal");
    Class<?> handlers = Class.forName("sun.misc.SignalHandler");
    Object signal = signals.getConstructor(String.class).newInstance(name);
    int number = (int) signals.getMethod("getNumber").invoke(signal);
    Object handler =
        Proxy.newProxyInstance(
            StopSignal.class.getClassLoader(),
            new Class<?>[] {handlers},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "handle" -> {
                    receive(number);
                    yield null;
                  }
                  case "equals" -> proxy == arguments[0];
                  case "hashCode" -> System.identityHashCode(proxy);
                  default -> name;
                });
    Method handle = signals.getMethod("handle", signals, handlers);
    Object previous = handle.invoke(null, signal, handler);
    restores.add(
        () -> {
          try {
            handle.invoke(null, signal, previous);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private void receive(int number) {
    if (received.getAndSet(true)) {
      Runtime.getRuntime().halt(SIGNAL_EXIT_CODE + number);
    }
  }

  /** Restores the previous handlers. */
  @Override
  public void close() {
    restores.forEach(Runnable::run);
  }
}
