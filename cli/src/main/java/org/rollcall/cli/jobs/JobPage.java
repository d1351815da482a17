package org.rollcall.cli.jobs;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.rollcall.cli.stack.Stack;

/**
 * A page of the list of jobs. The components are the JSON keys.
 *
 * @param more the command that lists the next page; empty if there is none
 */
public record JobPage(List<JobSummary> jobs, Optional<NextCommand> more) {

  public JobPage {
    jobs = List.copyOf(jobs);
  }

  /**
   * Reads a page. The files of other jobs are not read.
   *
   * @param after the ID of the last job on the page before; empty for the newest jobs
   * @param limit how many jobs are on a page
   * @throws org.rollcall.cli.command.CommandException if there is no job {@code after}
   */
  public static JobPage read(Stack stack, Optional<String> after, int limit) {
    List<JobList.Entry> all = new JobList(stack).newestFirst();
    int start = after.map(id -> 1 + index(all, id, stack)).orElse(0);
    List<JobList.Entry> page = all.subList(start, Math.min(all.size(), start + limit));
    Optional<NextCommand> more =
        start + limit < all.size()
            ? Optional.of(
                NextCommand.moreJobs(page.get(page.size() - 1).id(), limit, stack.cliFlag()))
            : Optional.empty();
    return new JobPage(page.stream().map(new JobSummaries(stack)::read).toList(), more);
  }

  private static int index(List<JobList.Entry> all, String id, Stack stack) {
    return IntStream.range(0, all.size())
        .filter(i -> all.get(i).id().equals(id))
        .findFirst()
        .orElseThrow(() -> JobFinder.notFound(stack, id));
  }
}
