package org.rollcall.cli.serve;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.command.RepositoryHome;
import org.rollcall.cli.command.StopSignal;
import org.rollcall.cli.stack.StackOption;
import org.rollcall.local.LocalStack;
import org.rollcall.local.PortUnavailableException;
import org.rollcall.local.stack.ServedFiles;
import org.rollcall.local.stack.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rollcall serve}: keeps the embedded stack up, for other programs to use. */
@Command(
    name = "serve",
    description = "Keeps the embedded stack up, for the AWS command line, sam local and the like.",
    mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {

  private static final int LAST_PORT = 65_535;

  private static final long PAUSE_MILLIS = 100;

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      description =
          "The port of all services but S3, which has the next one (default: ${DEFAULT-VALUE}); 0"
              + " for any that are free.",
      defaultValue = "4580")
  private int port;

  @Option(names = "--json", description = "Print how it is reached as JSON.")
  private boolean json;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder (default: ${DEFAULT-VALUE}).",
      defaultValue = ".rollcall")
  private Path folder;

  @Override
  public Integer call() {
    if (port < 0 || port >= LAST_PORT) {
      throw CommandException.misuse("--port must be a number from 0 to " + (LAST_PORT - 1) + ".");
    }
    Console console = new Console(spec);
    LocalStack.Ports ports =
        port == 0 ? LocalStack.Ports.ANY : new LocalStack.Ports(port, port + 1);
    try (StopSignal stop = StopSignal.watch();
        LocalStack stack = StackOption.filled(folder, ports, console);
        ServedFiles files = stack.servedFiles()) {
      ServeGuide guide = ServeGuide.write(stack.serve(), files, RepositoryHome.path());
      guide.missingJar().ifPresent(console::note);
      if (json) {
        console.printJson(guide.json());
      } else {
        guide.lines().forEach(console::print);
      }
      DeliveryRecorder deliveries = DeliveryRecorder.start(stack);
      try {
        waitFor(stop);
        for (String job : stack.stopJobs()) {
          console.note(
              "Stopped the job %1$s. For its report: ./rollcall report %1$s --rebuild --data %2$s"
                  .formatted(job, Shell.quote(folder.toString())));
        }
      } finally {
        deliveries.end();
      }
      return ExitCode.DONE;
    } catch (PortUnavailableException e) {
      throw CommandException.misuse(
          "the port "
              + port
              + " or the one after it cannot be had ("
              + e.getMessage()
              + "). Name another one with --port, or 0 for any that are free.");
    }
  }

  private static void waitFor(StopSignal stop) {
    try {
      while (!stop.isAsked()) {
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
