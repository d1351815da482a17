package org.rollcall.cli.console.jobs;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rollcall.cli.console.web.UrlText;
import org.rollcall.cli.jobs.JobSummary;
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

  private static final String REPORT = "report";

  /** The last segments of the pages {@code /jobs/ID/…}, by the action of the command. */
  private static final Map<String, String> PAGES =
      Map.of(
          "stop",
          "stop",
          "discard",
          "discard",
          "report --rebuild",
          "rebuild",
          REPORT,
          "rebuild",
          "confirm",
          "confirm",
          "retry",
          "retry",
          "continue",
          "continue",
          "undo",
          "undo",
          NextCommand.REDO,
          "undo");

  private static final Map<String, String> LABELS =
      Map.of(
          "stop",
          "Stop",
          "discard",
          "Discard",
          "report --rebuild",
          "Make the report",
          REPORT,
          "Update the report",
          "confirm",
          "Confirm",
          "retry",
          "Retry",
          "continue",
          "Continue",
          "undo",
          "Undo",
          NextCommand.REDO,
          "Redo");

  JobActions {
    links = List.copyOf(links);
    commands = List.copyOf(commands);
  }

  /** An action with a page. */
  record Action(String path, String label, String style) {}

  /** A command to copy. */
  record Command(String purpose, String line) {}

  /** The actions of a job, from the commands that are sensible next. */
  static JobActions of(JobSummary job, Optional<ExecutionState> execution, String setup) {
    // The report of a preview does not change. That of another job gets the deliveries.
    boolean isPreview = job.kind().filter("preview"::equals).isPresent();
    List<NextCommand> next =
        job.next().stream()
            .filter(command -> !isPreview || !command.action().equals(REPORT))
            .toList();
    Set<String> pages = new HashSet<>();
    return new JobActions(
        Stream.concat(
                next.stream().flatMap(command -> action(job, command).stream()),
                execution.flatMap(found -> newJob(job, found)).stream())
            .filter(action -> pages.add(action.path()))
            .toList(),
        next.stream()
            .filter(command -> action(job, command).isEmpty())
            .map(command -> new Command(command.purpose(), command.line()))
            .toList(),
        setup);
  }

  /** A new job with the input of this one, unless it has that of an earlier job. */
  private static Optional<Action> newJob(JobSummary job, ExecutionState execution) {
    boolean isRejected = execution.isRejected();
    return execution.hasSet()
        ? Optional.of(
            new Action(
                JobPages.NEW + "?job=" + UrlText.encode(job.jobId()),
                isRejected ? "Correct the input" : "New job like this",
                isRejected ? "" : "quiet"))
        : Optional.empty();
  }

  /** Whether an action has a page with this last segment. */
  static boolean isPage(String segment) {
    return PAGES.containsValue(segment);
  }

  private static boolean isPrimary(JobSummary job, String action) {
    return action.equals("confirm") || job.status().equals(JobSummary.NO_REPORT);
  }

  private static Optional<Action> action(JobSummary job, NextCommand command) {
    // A job is done again by the undo of the job that has undone it.
    String id =
        command.action().equals(NextCommand.REDO)
            ? job.undoneBy().orElse(job.jobId())
            : job.jobId();
    return Optional.ofNullable(PAGES.get(command.action()))
        .map(
            page ->
                new Action(
                    UrlText.path("jobs", id, page),
                    LABELS.getOrDefault(command.action(), command.purpose()),
                    isPrimary(job, command.action()) ? "" : "quiet"));
  }
}
