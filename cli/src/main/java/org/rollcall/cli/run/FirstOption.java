package org.rollcall.cli.run;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The option {@code --first}, which limits a job to a few members. */
final class FirstOption {

  @Option(
      names = "--first",
      paramLabel = "N",
      description = "Process only this many members, and hold back the others.")
  private Optional<Integer> first = Optional.empty();

  Optional<Integer> count() {
    return first;
  }
}
