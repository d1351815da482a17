package org.rollcall.cli.jobs;

import java.util.Optional;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rollcall jobs}: lists the jobs, the newest first. */
@Command(
    name = "jobs",
    description = "Lists the jobs, the newest first, with what can be done next.",
    mixinStandardHelpOptions = true)
public final class JobsCommand extends StackCommand {

  private static final int MAX_LIMIT = 1000;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "List at most this many jobs. The default is ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--after",
      paramLabel = "JOB_ID",
      description = "Go on after this job, which was the last one of the previous page.")
  private Optional<String> after = Optional.empty();

  @Option(names = "--json", description = "Print the jobs as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw CommandException.rejected(CommandError.JOBS_LIMIT_INVALID, MAX_LIMIT);
    }
    return super.call();
  }

  @Override
  protected int run(Stack stack, Console console) {
    JobPage page = JobPage.read(stack, after, limit);
    if (json) {
      console.printJson(page);
    } else {
      new JobTable(page.jobs()).lines().forEach(console::print);
      print(next(page, stack.cliFlag()), console);
      page.more().ifPresent(more -> print(more, console));
    }
    return ExitCode.DONE;
  }

  /** The most sensible command: that of the newest job which has one. */
  private static NextCommand next(JobPage page, String cliFlag) {
    return page.jobs().stream()
        .flatMap(job -> job.next().stream())
        .findFirst()
        .orElseGet(() -> NextCommand.firstJob(cliFlag));
  }

  private static void print(NextCommand next, Console console) {
    console.print("");
    next.lines().forEach(console::print);
  }
}
