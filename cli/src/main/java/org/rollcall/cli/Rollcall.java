package org.rollcall.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.forget.ForgetCommand;
import org.rollcall.cli.letters.LettersCommand;
import org.rollcall.cli.load.LoadCommand;
import org.rollcall.cli.report.ReportCommand;
import org.rollcall.cli.run.RunCommand;
import org.rollcall.cli.serve.ServeCommand;
import org.rollcall.cli.stack.AwsErrors;
import org.rollcall.cli.stack.StackException;
import org.rollcall.local.stack.DataFolderException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import software.amazon.awssdk.core.exception.SdkException;

/** The {@code rollcall} command. */
@Command(
    name = "rollcall",
    description = "Changes library user accounts in bulk and tells the people concerned.",
    subcommands = {
      RunCommand.class,
      ServeCommand.class,
      InitCommand.class,
      LoadCommand.class,
      PutCommand.class,
      GetCommand.class,
      ListCommand.class,
      UserCommand.class,
      LettersCommand.class,
      ReportCommand.class,
      ForgetCommand.class,
      HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    version = "rollcall 1.0.0",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 the job completed, 1 it failed, 2 it was rejected or the command was misused.",
      "Try: rollcall run events/graduating-patrons.json"
    })
public final class Rollcall {

  Rollcall() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // Java itself would send a POST again whose answer never came, and so start a job twice.
    System.setProperty("sun.net.http.retryPost", "false");
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int exitCode = run(out, err, arguments);
    out.flush();
    err.flush();
    // What the embedded stack leaves behind must not hold the process up.
    System.exit(exitCode);
  }

  /**
   * Runs a command.
   *
   * @param out where results go
   * @param err where progress and complaints go
   * @return the exit code
   */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine command = new CommandLine(new Rollcall());
    tellVersion(command, command.getCommandSpec().version());
    command.setOut(out);
    command.setErr(err);
    command.setExecutionExceptionHandler(
        (e, failed, parsed) -> {
          if (e instanceof CommandException complaint) {
            err.println("rollcall: " + complaint.getMessage());
            return complaint.exitCode();
          }
          if (e instanceof DataFolderException) {
            err.println("rollcall: " + e.getMessage());
            return ExitCode.REJECTED;
          }
          if (e instanceof StackException fault) {
            err.println("rollcall: " + fault.getMessage());
            return fault.isMissing() ? ExitCode.REJECTED : ExitCode.FAILED;
          }
          Optional<SdkException> awsError = AwsErrors.find(e);
          if (awsError.isPresent() && failed.getParseResult().hasMatchedOption("--stack")) {
            err.println("rollcall: " + AwsErrors.sentence(awsError.get()));
            return ExitCode.FAILED;
          }
          err.println(
              "rollcall: something went wrong that should not: "
                  + e.getClass().getSimpleName()
                  + ". Run it again with ROLLCALL_JAVA_OPTS=-Drollcall.trace=true to see where,"
                  + " and please report that.");
          if (Boolean.getBoolean("rollcall.trace")) {
            e.printStackTrace(err);
          }
          return ExitCode.FAILED;
        });
    if (arguments.length == 0) {
      command.usage(err);
      return ExitCode.REJECTED;
    }
    return command.execute(arguments);
  }

  private static void tellVersion(CommandLine command, String... version) {
    command.getCommandSpec().version(version);
    command.getSubcommands().values().forEach(sub -> tellVersion(sub, version));
  }
}
