package org.rollcall.local.packaged;

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
 * A file in {@code events/}. A file whose name is or begins with a function's name, such as {@code
 * record-delivery-bounce.json}, is an event of that function. Other files are inputs of jobs.
 *
 * @param name the file's name without the extension
 * @param text the content
 */
public record SampleEvent(String name, String text) {

  private static final String EXTENSION = ".json";

  /**
   * Reads all files, sorted by name.
   *
   * @param home the repository's root folder
   */
  public static List<SampleEvent> readAll(Path home) {
    try (Stream<Path> files = Files.walk(home.resolve("events"))) {
      return files.filter(Files::isRegularFile).sorted().map(SampleEvent::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SampleEvent read(Path file) {
    String name = file.getFileName().toString();
    if (!name.endsWith(EXTENSION)) {
      throw new AssertionError(file + " is not a " + EXTENSION + " file");
    }
    try {
      return new SampleEvent(
          name.substring(0, name.length() - EXTENSION.length()), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content as bytes. */
  public byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether this is an event of a function. */
  public boolean isFor(Function function) {
    String prefix = function.name().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    return name.equals(prefix) || name.startsWith(prefix + "-");
  }

  @Override
  public String toString() {
    return name;
  }
}
