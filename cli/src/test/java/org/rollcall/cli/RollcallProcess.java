package org.rollcall.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code ./rollcall} in another process, which can be stopped and killed. */
public final class RollcallProcess {

  private static final long TIMEOUT_SECONDS = 120;

  private final Process process;
  private final Path out;
  private final Path err;

  private RollcallProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts a command.
   *
   * @param input the standard input
   */
  public static RollcallProcess start(String input, Object... arguments) {
    CommandResult.createDataFolder(
        Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    return start(Rollcall.class, input, arguments);
  }

  /** Starts another program. */
  public static RollcallProcess start(Class<?> program, String input, Object... arguments) {
    try {
      Path in = Files.writeString(Files.createTempFile("rollcall", ".in"), input);
      Path out = Files.createTempFile("rollcall", ".out");
      Path err = Files.createTempFile("rollcall", ".err");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
      command.add("-Drollcall.home=" + System.getProperty("rollcall.home"));
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
      for (Object argument : arguments) {
        command.add(argument.toString());
      }
      return new RollcallProcess(
          new ProcessBuilder(command)
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start(),
          out,
          err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Sends SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** Sends SIGKILL. */
  public void kill() {
    process.destroyForcibly();
  }

  /** Waits until the process ends. */
  public CommandResult await() {
    try {
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the process has not ended: " + read(err));
      }
      return new CommandResult(process.exitValue(), read(out), read(err));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The standard output so far. */
  public String out() {
    return read(out);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
