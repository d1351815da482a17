package org.rollcall.cli.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import org.rollcall.id.JobId;
import org.rollcall.job.Job;
import org.rollcall.job.JobClaim;
import org.rollcall.job.JobFolder;
import org.rollcall.preview.PreviewDiscard;
import org.rollcall.preview.PreviewFolder;
import org.rollcall.time.SystemClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall discard}: ends a preview, so that it cannot be confirmed. */
@Command(
    name = "discard",
    description = "Discards a preview: it cannot be confirmed any more. Its report remains.",
    mixinStandardHelpOptions = true)
public final class DiscardCommand extends StackCommand {

  @Parameters(
      paramLabel = "JOB_ID",
      description = "This is the ID of the preview. The command jobs lists all IDs.")
  private String jobId;

  @Option(
      names = "--as",
      paramLabel = "OPERATOR",
      required = true,
      description = "Record that this user discarded the preview, by primary ID.")
  private String operator;

  @Override
  protected int run(Stack stack, Console console) {
    discard(stack, JobFinder.require(stack, jobId), operator).forEach(console::print);
    console.print("");
    NextCommand.jobs(stack.cliFlag()).lines().forEach(console::print);
    return ExitCode.DONE;
  }

  /**
   * Discards a preview.
   *
   * @param operator the primary ID of who does it
   * @return what was done, in sentences
   * @throws CommandException if the job is not a preview, or was confirmed
   */
  public static List<String> discard(Stack stack, JobId id, String operator) {
    JobFolder folder = new JobFolder(stack.bucket(), id);
    Job job = JobFinder.requireAccepted(folder, id);
    if (!job.isPreview()) {
      throw CommandException.rejected(CommandError.NOT_DISCARDABLE, id);
    }
    Optional<JobId> confirm = JobClaim.confirmOf(id, stack.bucket());
    if (confirm.isPresent()) {
      throw CommandException.rejected(CommandError.PREVIEW_WAS_CONFIRMED, id, confirm.get());
    }
    PreviewFolder preview = new PreviewFolder(folder);
    Optional<PreviewDiscard> earlier = preview.findDiscard();
    preview.discard(PreviewDiscard.byOperator(operator, SystemClock.INSTANCE.instant()));
    List<String> done = new ArrayList<>();
    done.add(
        earlier
            .map(found -> "The preview " + id + " was discarded before, at " + found.at() + ".")
            .orElse("The preview " + id + " was discarded. It cannot be confirmed."));
    // Looked for after the discard: a confirm claims the preview before it looks for a discard.
    JobClaim.toConfirm(folder)
        .holder()
        .ifPresent(
            holder ->
                done.add(
                    "The job "
                        + holder.jobId()
                        + " began to confirm it before. The list of jobs shows whether it was"
                        + " accepted."));
    return done;
  }
}
