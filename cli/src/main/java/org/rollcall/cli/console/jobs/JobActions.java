package org.rollcall.cli.console.jobs;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rollcall.cli.console.web.UrlText;
import org.rollcall.cli.jobs.NextCommand;

/**
 * What can be done with a job. An action that has a page in the console becomes a link to it; the
 * other ones are commands to copy.
 *
 * @param links the actions with a page
 * @param commands the other ones
 * @param setup the command that a terminal needs before these; empty if it needs none
 */
record JobActions(List<Action> links, List<Command> commands, String setup) {

  /** The last segments of the pages {@code /jobs/ID/…}, by the action of the command. */
  private static final Map<String, String> PAGES =
      Map.of(
          "stop", "stop", "discard", "discard", "report --rebuild", "rebuild", "report", "rebuild");

  private static final Map<String, String> LABELS =
      Map.of(
          "stop", "Stop",
          "discard", "Discard",
          "report --rebuild", "Make the report",
          "report", "Update the report");

  JobActions {
    links = List.copyOf(links);
    commands = List.copyOf(commands);
  }

  /** An action with a page. */
  record Action(String path, String label, String style) {}

  /** A command to copy. */
  record Command(String purpose, String line) {}

  /** The actions of a job, from the commands that are sensible next. */
  static JobActions of(String jobId, List<NextCommand> next, String setup) {
    Set<String> pages = new HashSet<>();
    return new JobActions(
        next.stream()
            .flatMap(command -> action(jobId, command).stream())
            .filter(action -> pages.add(action.path()))
            .toList(),
        next.stream()
            .filter(command -> action(jobId, command).isEmpty())
            .map(command -> new Command(command.purpose(), command.line()))
            .toList(),
        setup);
  }

  private static Optional<Action> action(String jobId, NextCommand command) {
    return Optional.ofNullable(PAGES.get(command.action()))
        .map(
            page ->
                new Action(
                    UrlText.path("jobs", jobId, page),
                    LABELS.getOrDefault(command.action(), command.purpose()),
                    "quiet"));
  }
}
