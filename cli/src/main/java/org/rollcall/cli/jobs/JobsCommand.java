package org.rollcall.cli.jobs;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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

  /**
   * A page of jobs.
   *
   * @param more the command that lists the next page; empty if there is none
   */
  record Page(List<JobSummary> jobs, Optional<NextCommand> more) {

    Page {
      jobs = List.copyOf(jobs);
    }
  }

  @Override
  protected int run(Stack stack, Console console) {
    Page page = page(stack);
    if (json) {
      console.printJson(page);
    } else {
      new JobTable(page.jobs()).lines().forEach(console::print);
      print(next(page, stack.cliFlag()), console);
      page.more().ifPresent(more -> print(more, console));
    }
    return ExitCode.DONE;
  }

  private Page page(Stack stack) {
    List<JobList.Entry> all = new JobList(stack).newestFirst();
    int start = after.map(id -> 1 + index(all, id, stack)).orElse(0);
    List<JobList.Entry> page = all.subList(start, Math.min(all.size(), start + limit));
    Optional<NextCommand> more =
        start + limit < all.size()
            ? Optional.of(
                NextCommand.moreJobs(page.get(page.size() - 1).id(), limit, stack.cliFlag()))
            : Optional.empty();
    return new Page(page.stream().map(new JobSummaries(stack)::read).toList(), more);
  }

  private static int index(List<JobList.Entry> all, String id, Stack stack) {
    return IntStream.range(0, all.size())
        .filter(i -> all.get(i).id().equals(id))
        .findFirst()
        .orElseThrow(() -> JobFinder.notFound(stack, id));
  }

  /** The most sensible command: that of the newest job which has one. */
  private static NextCommand next(Page page, String cliFlag) {
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
