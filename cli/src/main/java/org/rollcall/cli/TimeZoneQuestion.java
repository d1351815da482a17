package org.rollcall.cli;

import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.letter.TimeZones;

/** Asks for the library's time zone. */
final class TimeZoneQuestion {

  private TimeZoneQuestion() {}

  /**
   * The zone of a name.
   *
   * @throws CommandException if it is not an IANA name
   */
  static ZoneId require(String name) {
    return TimeZones.parse(name)
        .orElseThrow(
            () ->
                CommandException.rejected(
                    CommandError.TIME_ZONE_UNKNOWN, name, TimeZones.suggestions(name)));
  }

  /** Asks the person at the terminal; empty if there is no terminal. */
  static Optional<ZoneId> askOnTerminal() {
    return Optional.ofNullable(System.console())
        .map(terminal -> ask(text -> terminal.readLine("%s", text)));
  }

  /**
   * Asks until the answer is a zone. A blank answer, or none, is this machine's zone.
   *
   * @param prompt shows a text and returns the answer; null at the end of the input
   */
  static ZoneId ask(Function<String, @Nullable String> prompt) {
    ZoneId machine = TimeZones.ofMachine();
    String question = "Time zone of the library [" + machine + "]: ";
    while (true) {
      @Nullable String answer = prompt.apply(question);
      if (answer == null || answer.isBlank()) {
        return machine;
      }
      Optional<ZoneId> zone = TimeZones.parse(answer.strip());
      if (zone.isPresent()) {
        return zone.get();
      }
      question = "Unknown. Similar names: " + TimeZones.suggestions(answer) + ". Time zone: ";
    }
  }
}
