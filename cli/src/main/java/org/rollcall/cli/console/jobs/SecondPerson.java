package org.rollcall.cli.console.jobs;

import java.util.List;
import java.util.Optional;
import org.rollcall.cli.jobs.NextCommand;
import org.rollcall.cli.stack.Stack;
import org.rollcall.prepare.JobError;
import org.rollcall.report.Report;
import org.rollcall.user.PrimaryId;

/**
 * What the person who made a preview passes on to the one who confirms it.
 *
 * @param why why the job needs a second person
 * @param refusal why this operator cannot confirm it; empty if nothing shows that
 * @param commands the console and the confirm of the second person
 */
record SecondPerson(
    String why,
    String id,
    String digest,
    boolean isFolder,
    List<JobActions.Command> commands,
    String refusal) {

  SecondPerson {
    commands = List.copyOf(commands);
  }

  /** Empty if a report is not that of a preview that a second person can confirm now. */
  static Optional<SecondPerson> of(
      Report report, List<NextCommand> next, Stack stack, PrimaryId operator) {
    Optional<NextCommand> confirm =
        next.stream().filter(command -> command.action().equals("confirm")).findFirst();
    if (report.secondPerson().isEmpty() || confirm.isEmpty()) {
      return Optional.empty();
    }
    String why = report.secondPerson().get();
    String console =
        "./rollcall console"
            + stack.consoleFlag()
            + (stack.isEphemeral() ? " --as OPERATOR" : "")
            + " --open-job "
            + report.jobId();
    return Optional.of(
        new SecondPerson(
            why,
            report.jobId().value(),
            report.previewSha256().orElseThrow(),
            stack.isEphemeral(),
            List.of(
                new JobActions.Command("In the console", console),
                new JobActions.Command("Or with a command", confirm.get().line())),
            refusal(report, operator, why)));
  }

  private static String refusal(Report report, PrimaryId operator, String why) {
    PrimaryId previewer = PrimaryId.of(report.initiatedBy());
    return previewer.equals(operator)
        ? JobError.SAME_PERSON.message(operator, previewer, "both are the same record", why) + "."
        : "";
  }
}
