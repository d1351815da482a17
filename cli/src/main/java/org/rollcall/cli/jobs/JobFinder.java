package org.rollcall.cli.jobs;

import java.util.Optional;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.stack.Stack;
import org.rollcall.id.JobId;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.json.SimilarNames;
import org.rollcall.start.Executions;

/** Finds a job by the ID that a user types. */
public final class JobFinder {

  private JobFinder() {}

  /**
   * The ID of a job that has an execution or a folder.
   *
   * @throws CommandException if there is no such job
   */
  public static JobId require(Stack stack, String id) {
    Optional<JobId> jobId = JobId.parse(id);
    if (jobId.isEmpty() || !exists(stack, jobId.get())) {
      throw notFound(stack, id);
    }
    return jobId.get();
  }

  /**
   * The job of a folder.
   *
   * @throws CommandException if the job was never accepted
   */
  public static Job requireAccepted(JobFolder folder, JobId id) {
    return folder
        .findJob()
        .orElseThrow(() -> CommandException.rejected(CommandError.JOB_NEVER_ACCEPTED, id, ""));
  }

  static CommandException notFound(Stack stack, String id) {
    return CommandException.rejected(
        CommandError.JOB_NOT_FOUND, id, SimilarNames.hint(id, stack.bucket().folders("jobs/")));
  }

  private static boolean exists(Stack stack, JobId id) {
    return new JobFolder(stack.bucket(), id).has("job.json")
        || new Executions(stack.states(), stack.stateMachineArn()).find(id).isPresent();
  }
}
