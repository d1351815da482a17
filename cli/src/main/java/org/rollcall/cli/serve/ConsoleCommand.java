package org.rollcall.cli.serve;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rollcall.cli.command.Browser;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.command.StopSignal;
import org.rollcall.cli.console.Operators;
import org.rollcall.cli.console.RunningConsole;
import org.rollcall.cli.console.web.Sessions;
import org.rollcall.cli.console.web.SignInLink;
import org.rollcall.cli.jobs.JobFinder;
import org.rollcall.cli.stack.FolderStack;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackOption;
import org.rollcall.id.JobId;
import org.rollcall.local.LocalStack;
import org.rollcall.local.ServingOptions;
import org.rollcall.local.stack.ServedFiles;
import org.rollcall.time.SystemClock;
import org.rollcall.user.PrimaryId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rollcall console}: runs the web console for one operator until it is stopped. */
@Command(
    name = "console",
    description =
        "Runs the console: pages in your browser to prepare, preview, confirm and follow jobs.",
    mixinStandardHelpOptions = true)
public final class ConsoleCommand implements Callable<Integer> {

  private static final int MAX_PORT = 65_535;

  @Spec private CommandSpec spec;

  @Mixin private StackOption stackOption;

  @Option(
      names = "--as",
      paramLabel = "OPERATOR",
      description =
          "Use the console as this user, by primary ID. Without it, the console asks for the user.")
  private Optional<String> operator = Optional.empty();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Use this port. Without it, any free port is used.",
      defaultValue = "0")
  private int port;

  @Option(names = "--open", description = "Open the console in the default browser.")
  private boolean open;

  @Option(
      names = "--open-job",
      paramLabel = "JOB_ID",
      description = "Show this job first, for example a preview that you are asked to confirm.")
  private Optional<String> jobId = Optional.empty();

  @Override
  public Integer call() {
    if (port < 0 || port > MAX_PORT) {
      throw CommandException.rejected(CommandError.CONSOLE_PORT_INVALID, MAX_PORT);
    }
    Console console = new Console(spec);
    Optional<Path> folder = stackOption.folder();
    try (StopSignal stop = StopSignal.watch()) {
      if (folder.isPresent()) {
        runOnFolder(folder.get(), stop, console);
      } else {
        try (Stack stack = stackOption.open(console)) {
          start(stack, console).during(() -> ServedJobs.await(stop));
        }
      }
    }
    return ExitCode.DONE;
  }

  /** The folder is served too, since no other command can open it meanwhile. */
  private void runOnFolder(Path folder, StopSignal stop, Console console) {
    try (LocalStack local = StackOption.openFolder(folder, ServingOptions.DEFAULT, console);
        ServedFiles files = new ServedFiles(local.dataFolder())) {
      files.writeEnvironment(local.serve().environment(), "./rollcall console");
      ServedJobs jobs = new ServedJobs(local, folder, console);
      start(jobs.stack(), console).during(() -> jobs.serveUntil(stop));
      FolderStack.noteDamagedFiles(local, console::note);
    }
  }

  private RunningConsole start(Stack stack, Console console) {
    Optional<JobId> job = jobId.map(id -> JobFinder.require(stack, id));
    Optional<PrimaryId> user = new Operators(stack).known(operator);
    return RunningConsole.start(
        stack, port, new Sessions(user, SystemClock.INSTANCE), link -> show(link, job, console));
  }

  private void show(SignInLink link, Optional<JobId> job, Console console) {
    if (open && !Browser.open(URI.create(link.urlForDefaultBrowser(job)))) {
      console.note("No browser was found. Open the link yourself.");
    }
    RunningConsole.lines(link, job).forEach(console::print);
    console.print("Press Ctrl-C to stop the console.");
  }
}
