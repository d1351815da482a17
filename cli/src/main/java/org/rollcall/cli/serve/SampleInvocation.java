package org.rollcall.cli.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A function with a sample event in {@code events/}. The file's name is the function's name in
 * kebab case, or begins with it: {@code record-delivery-bounce.json} is for {@code RecordDelivery}.
 *
 * @param function the function's logical ID in the template
 * @param event the event's file
 */
record SampleInvocation(String function, Path event) {

  /**
   * All sample invocations, in the order of the functions, then of the file names.
   *
   * @param home the repository's root folder
   */
  static List<SampleInvocation> list(List<String> functions, Path home) {
    try (Stream<Path> files = Files.list(home.resolve("events"))) {
      List<Path> events = files.sorted().toList();
      return functions.stream()
          .flatMap(
              function ->
                  events.stream()
                      .filter(event -> isEventOf(function, event))
                      .map(event -> new SampleInvocation(function, event)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isEventOf(String function, Path event) {
    String name = function.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    return event.getFileName().toString().matches(name + "(-.*)?\\.json");
  }
}
