package org.rollcall.cli.command;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;

/**
 * Handles Ctrl-C (SIGINT) and SIGTERM while a command has work to finish. The first signal is only
 * recorded, so that the command can stop its work; the second one ends the process immediately.
 */
public final class StopSignal implements AutoCloseable {

  /** The exit codes of a process that a signal ended, by the signal's name. */
  private static final Map<String, Integer> EXIT_CODES = Map.of("INT", 130, "TERM", 143);

  private final AtomicBoolean received = new AtomicBoolean();
  private final Map<String, Object> previousHandlers = new HashMap<>();

  private StopSignal() {}

  /** Handles both signals until it is closed. A signal that the JVM does not support is ignored. */
  public static StopSignal watch() {
    StopSignal signal = new StopSignal();
    EXIT_CODES.forEach(
        (name, exitCode) ->
            signal.previousHandlers.put(
                name, Signals.register(name, () -> signal.receive(exitCode))));
    return signal;
  }

  public boolean isReceived() {
    return received.get();
  }

  private void receive(int exitCode) {
    if (received.getAndSet(true)) {
      Runtime.getRuntime().halt(exitCode);
    }
  }

  /** Restores the previous handlers. */
  @Override
  public void close() {
    previousHandlers.forEach(Signals::unregister);
  }
}
