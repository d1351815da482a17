package org.rollcall.cli.jobs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import org.rollcall.cli.stack.StackOption;
import org.rollcall.id.JobId;
import org.rollcall.job.JobFolder;
import org.rollcall.local.LocalStack;
import org.rollcall.local.stack.DataFolderError;
import org.rollcall.local.stack.DataFolderException;
import org.rollcall.local.stack.ServedFiles;
import org.rollcall.local.stack.Shell;
import org.rollcall.local.stack.StopRequests;
import org.rollcall.start.Executions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rollcall stop}: stops a job, like Ctrl-C in the process that runs it. */
@Command(
    name = "stop",
    description =
        "Stops a running job. Users and letters in progress are finished, and no others are started.",
    mixinStandardHelpOptions = true)
public final class StopCommand extends StackCommand {

  /** How long another process may take until its job has stopped. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Duration timeout;

  @Parameters(
      paramLabel = "JOB_ID",
      description = "This is the ID of the job. The command jobs lists all IDs.")
  private String jobId;

  StopCommand() {
    this(TIMEOUT);
  }

  /**
   * @param timeout how long another process may take
   */
  StopCommand(Duration timeout) {
    this.timeout = timeout;
  }

  @Override
  protected int run(Stack stack, Console console) {
    JobId id = JobFinder.require(stack, jobId);
    stop(stack, id, "stopped by a command");
    print(id, NextCommand.rebuild(id.value(), stack.cliFlag()), console);
    return ExitCode.DONE;
  }

  /**
   * Stops a job.
   *
   * @param cause what Step Functions records
   * @throws CommandException if the job is not running
   */
  public static void stop(Stack stack, JobId id, String cause) {
    Executions executions = new Executions(stack.states(), stack.stateMachineArn());
    if (executions.find(id).filter(Executions.Execution::isRunning).isEmpty()) {
      throw notRunning(new JobFolder(stack.bucket(), id), id, stack.cliFlag());
    }
    stack.states().stopExecution(request -> request.executionArn(executions.arn(id)).cause(cause));
  }

  /** Asks the process that uses the folder to stop the job. */
  @Override
  protected int runBesideOther(Path folder, DataFolderException locked, Console console) {
    JobId id =
        JobId.parse(jobId)
            .orElseThrow(() -> CommandException.rejected(CommandError.JOB_NOT_FOUND, jobId, ""));
    StopRequests requests = new StopRequests(folder);
    String status =
        requests
            .status(id)
            .orElseThrow(() -> CommandException.rejected(CommandError.JOB_NOT_FOUND, jobId, ""));
    boolean isServed = locked.code() == DataFolderError.DATA_FOLDER_SERVED;
    String cliFlag = isServed ? " --stack " + LocalStack.NAME : StackOption.cliFlag(folder);
    if (!status.equals("RUNNING")) {
      throw ended(id, NextCommand.report(id.value(), cliFlag));
    }
    if (!stop(requests, id)) {
      throw requests.status(id).equals(Optional.of("RUNNING"))
          ? CommandException.failed(CommandError.JOB_NOT_STOPPED, id, folder)
          : ended(id, NextCommand.report(id.value(), cliFlag));
    }
    NextCommand next =
        isServed
            ? NextCommand.rebuild(id.value(), cliFlag).precededBy(environment(folder))
            : NextCommand.report(id.value(), cliFlag);
    print(id, next, console);
    return ExitCode.DONE;
  }

  private boolean stop(StopRequests requests, JobId id) {
    try {
      return requests.stop(id, timeout);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The command by which other commands find a served folder. */
  private static String environment(Path folder) {
    return ". " + Shell.quote(ServedFiles.environment(folder.toAbsolutePath()).toString());
  }

  /** Why a job that is not running cannot be stopped. */
  private static CommandException notRunning(JobFolder folder, JobId id, String cliFlag) {
    if (folder.has("report.json")) {
      return ended(id, NextCommand.report(id.value(), cliFlag));
    }
    if (!folder.has("job.json")) {
      return ended(id, NextCommand.jobs(cliFlag));
    }
    NextCommand rebuild = NextCommand.rebuild(id.value(), cliFlag);
    return CommandException.rejected(
        CommandError.JOB_NOT_RUNNING, id, rebuild.purpose(), rebuild.line());
  }

  private static CommandException ended(JobId id, NextCommand next) {
    return CommandException.rejected(
        CommandError.JOB_ALREADY_ENDED, id, next.purpose(), next.line());
  }

  private static void print(JobId id, NextCommand next, Console console) {
    console.print("The job " + id + " was stopped. Users and letters in progress are finished.");
    console.print("");
    next.lines().forEach(console::print);
  }
}
