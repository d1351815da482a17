package org.rollcall.local.packaged;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.rollcall.local.packaged.StackTemplate.Function;

/**
 * A file of {@code events/}: the event of a function where its name is, or begins with, the
 * function's, as in {@code record-delivery-bounce.json}; otherwise a job, which the state machine
 * takes.
 *
 * @param name the file's name without its ending
 * @param text what is in it
 */
public record SampleEvent(String name, String text) {

  private static final String ENDING = ".json";

  public SampleEvent {
    requireNonNull(name, "name is null");
    requireNonNull(text, "text is null");
  }

  /**
   * All of them, in the order of their names.
   *
   * @param home the repository
   */
  public static List<SampleEvent> in(Path home) {
    try (Stream<Path> files = Files.walk(home.resolve("events"))) {
      return files.filter(Files::isRegularFile).sorted().map(SampleEvent::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SampleEvent read(Path file) {
    String name = file.getFileName().toString();
    if (!name.endsWith(ENDING)) {
      throw new AssertionError(file + " is no " + ENDING + " file");
    }
    try {
      return new SampleEvent(
          name.substring(0, name.length() - ENDING.length()), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The event in bytes, as a function gets it. */
  public byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether it is a function's. */
  public boolean isOf(Function function) {
    String own = function.name().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    return name.equals(own) || name.startsWith(own + "-");
  }

  @Override
  public String toString() {
    return name;
  }
}
