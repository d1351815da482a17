package org.rollcall.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.rollcall.cli.backup.BackupCommand;
import org.rollcall.cli.backup.RestoreCommand;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.CommandOutput;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.forget.ForgetCommand;
import org.rollcall.cli.jobs.DiffCommand;
import org.rollcall.cli.jobs.DiscardCommand;
import org.rollcall.cli.jobs.JobsCommand;
import org.rollcall.cli.jobs.StopCommand;
import org.rollcall.cli.letters.LettersCommand;
import org.rollcall.cli.load.LoadCommand;
import org.rollcall.cli.report.ReportCommand;
import org.rollcall.cli.run.ConfirmCommand;
import org.rollcall.cli.run.ContinueCommand;
import org.rollcall.cli.run.PreviewCommand;
import org.rollcall.cli.run.RetryCommand;
import org.rollcall.cli.run.RunCommand;
import org.rollcall.cli.run.UndoCommand;
import org.rollcall.cli.serve.ConsoleCommand;
import org.rollcall.cli.serve.ServeCommand;
import org.rollcall.cli.stack.CommandFailure;
import org.rollcall.cli.users.SetsCommand;
import org.rollcall.cli.users.UserCommand;
import org.rollcall.cli.users.UsersCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The {@code rollcall} command. */
@Command(
    name = "rollcall",
    description = "Changes library user accounts in bulk and notifies the users.",
    subcommands = {
      RunCommand.class,
      PreviewCommand.class,
      ConfirmCommand.class,
      ContinueCommand.class,
      RetryCommand.class,
      UndoCommand.class,
      ConsoleCommand.class,
      ServeCommand.class,
      InitCommand.class,
      LoadCommand.class,
      PutCommand.class,
      GetCommand.class,
      ListCommand.class,
      RemoveCommand.class,
      SetsCommand.class,
      UsersCommand.class,
      UserCommand.class,
      LettersCommand.class,
      JobsCommand.class,
      StopCommand.class,
      DiffCommand.class,
      DiscardCommand.class,
      ReportCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      ForgetCommand.class,
      HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 the job completed, 1 it failed, 2 it was rejected or the command was misused.",
      "Errors end with a code, such as [FILE_NOT_FOUND]; docs/errors.md explains all codes.",
      "Try: rollcall run events/graduating-patrons.json"
    })
public final class Rollcall {

  Rollcall() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // Otherwise, Java repeats a POST that gets no response, and could start a job twice.
    System.setProperty("sun.net.http.retryPost", "false");
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int exitCode = run(new FileOutputStream(FileDescriptor.out), err, arguments);
    err.flush();
    // Remaining threads of the embedded stack must not delay the end of the process.
    System.exit(exitCode);
  }

  /**
   * Runs a command. If its output cannot be written, the exit code is that of a failure. A reader
   * that has closed the output, such as {@code head}, has read enough, which is no failure.
   */
  static int run(OutputStream out, PrintWriter err, String... arguments) {
    CommandOutput output = new CommandOutput(out);
    PrintWriter writer = new PrintWriter(output, false, StandardCharsets.UTF_8);
    int exitCode = run(writer, err, arguments);
    writer.flush();
    if (output.failure().isEmpty() || output.isClosedByReader()) {
      return exitCode;
    }
    err.println(
        "rollcall: "
            + CommandException.failed(CommandError.OUTPUT_NOT_WRITABLE, output.failure().get())
                .line());
    return exitCode == ExitCode.DONE ? ExitCode.FAILED : exitCode;
  }

  /**
   * Runs a command.
   *
   * @param out receives results
   * @param err receives progress, warnings and errors
   * @return the exit code
   */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine command = new CommandLine(new Rollcall());
    setVersion(command, Version.read().text());
    command.setOut(out);
    command.setErr(err);
    command.setExecutionExceptionHandler(
        (e, failed, parsed) -> {
          boolean isOnAws = failed.getParseResult().hasMatchedOption("--stack");
          return printError(e, isOnAws, err);
        });
    command.setParameterExceptionHandler((e, failed) -> printError(UsageError.of(e), false, err));
    if (arguments.length == 0) {
      command.usage(err);
      return ExitCode.REJECTED;
    }
    try {
      return command.execute(arguments);
    } catch (OutOfMemoryError e) {
      err.println("rollcall: " + CommandException.failed(CommandError.OUT_OF_MEMORY).line());
      return ExitCode.FAILED;
    }
  }

  private static void setVersion(CommandLine command, String version) {
    command.getCommandSpec().version(version);
    command.getSubcommands().values().forEach(subcommand -> setVersion(subcommand, version));
  }

  private static int printError(Exception e, boolean isOnAws, PrintWriter err) {
    CommandException error = CommandFailure.of(e, isOnAws);
    err.println("rollcall: " + error.line());
    if (error.code() == CommandError.INTERNAL_COMMAND_ERROR
        && Boolean.getBoolean("rollcall.trace")) {
      e.printStackTrace(err);
    }
    return error.exitCode();
  }
}
