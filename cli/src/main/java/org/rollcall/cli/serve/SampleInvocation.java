package org.rollcall.cli.serve;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The functions' events in {@code events/}: those whose names are, or begin with, the function's,
 * as {@code record-delivery-bounce.json} is for {@code RecordDelivery}.
 *
 * @param function its logical name
 * @param event the event's file
 */
record SampleInvocation(String function, Path event) {

  SampleInvocation {
    requireNonNull(function, "function is null");
    requireNonNull(event, "event is null");
  }

  /**
   * All of them: in the functions' order, and those of one function in that of their names.
   *
   * @param home the repository
   */
  static List<SampleInvocation> of(List<String> functions, Path home) {
    try (Stream<Path> files = Files.list(home.resolve("events"))) {
      List<Path> events = files.sorted().toList();
      return functions.stream()
          .flatMap(
              function ->
                  events.stream()
                      .filter(event -> isOf(function, event))
                      .map(event -> new SampleInvocation(function, event)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOf(String function, Path event) {
    String own = function.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    return event.getFileName().toString().matches(own + "(-.*)?\\.json");
  }
}
