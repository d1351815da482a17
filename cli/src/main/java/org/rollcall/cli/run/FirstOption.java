package org.rollcall.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option {@code --first}, which limits a job to a few members. */
final class FirstOption {

  @Option(
      names = "--first",
      paramLabel = "N",
      description = "Process only this many members, and hold back the others.")
  private Optional<Integer> first = Optional.empty();

  void addTo(ObjectNode input) {
    first.ifPresent(count -> input.withObject("/limits").put("first", count));
  }
}
