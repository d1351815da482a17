package org.rollcall.cli.command;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C (SIGINT) and a polite request to end (SIGTERM), while there is something to bring to an
 * end: the first is for the program to heed, the second ends the process at once.
 *
 * <p>The JDK has signals in {@code sun.misc} only, which is exported but not for compilers; so they
 * are reached by reflection. A JVM without them does as it always does: it ends.
 */
public final class StopSignal implements AutoCloseable {

  /** What a shell says of a process that a signal has ended. */
  private static final int ENDED_BY_SIGNAL = 128;

  private final AtomicBoolean asked = new AtomicBoolean();
  private final List<Runnable> restores = new ArrayList<>();

  private StopSignal() {}

  /** Watches for both signals until it is closed. */
  public static StopSignal watch() {
    StopSignal signal = new StopSignal();
    for (String name : List.of("INT", "TERM")) {
      try {
        signal.watch(name);
      } catch (ReflectiveOperationException | IllegalArgumentException e) {
        // The signal is not to be had here, and ends the process.
      }
    }
    return signal;
  }

  /** Whether somebody has asked for the end. */
  public boolean isAsked() {
    return asked.get();
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
                    came(number);
                    yield null;
                  }
                  case "equals" -> proxy == arguments[0];
                  case "hashCode" -> System.identityHashCode(proxy);
                  default -> name;
                });
    Method handle = signals.getMethod("handle", signals, handlers);
    Object before = handle.invoke(null, signal, handler);
    restores.add(
        () -> {
          try {
            handle.invoke(null, signal, before);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private void came(int number) {
    if (asked.getAndSet(true)) {
      Runtime.getRuntime().halt(ENDED_BY_SIGNAL + number);
    }
  }

  @Override
  public void close() {
    restores.forEach(Runnable::run);
  }
}
