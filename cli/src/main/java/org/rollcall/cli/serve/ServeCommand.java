package org.rollcall.cli.serve;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.command.RepositoryHome;
import org.rollcall.cli.command.StopSignal;
import org.rollcall.cli.console.RunningConsole;
import org.rollcall.cli.stack.FolderStack;
import org.rollcall.cli.stack.StackOption;
import org.rollcall.local.LambdaEndpoint;
import org.rollcall.local.LocalStack;
import org.rollcall.local.PortUnavailableException;
import org.rollcall.local.ServingOptions;
import org.rollcall.local.stack.ServedFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rollcall serve}: runs the embedded stack for other programs until it is stopped. */
@Command(
    name = "serve",
    description = "Runs the embedded stack for other programs, such as the AWS CLI and sam local.",
    mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {

  private static final int MAX_PORT = 65_535;

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      description =
          "Use this port for all services except S3, which uses the next one. The default is"
              + " ${DEFAULT-VALUE}. With 0, any free ports are used.",
      defaultValue = "4580")
  private int port;

  @Option(names = "--json", description = "Print the addresses and commands as JSON.")
  private boolean json;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Use this data folder. The default is ${DEFAULT-VALUE}.",
      defaultValue = ".rollcall")
  private Path folder;

  @Option(
      names = "--lambda-endpoint",
      paramLabel = "URL",
      description =
          "Run the functions of jobs at this Lambda endpoint, such as sam local start-lambda, instead"
              + " of in this process.")
  private Optional<String> lambdaEndpoint = Optional.empty();

  @Override
  public Integer call() {
    if (port < 0 || port >= MAX_PORT) {
      throw CommandException.rejected(CommandError.PORT_INVALID, MAX_PORT - 1);
    }
    Console console = new Console(spec);
    Optional<LambdaEndpoint> endpoint = lambdaEndpoint.map(ServeCommand::endpoint);
    var options = new ServingOptions(port, port == 0 ? 0 : port + 1, endpoint);
    try (StopSignal stop = StopSignal.watch();
        LocalStack stack = StackOption.openFolder(folder, options, console);
        ServedFiles files = new ServedFiles(stack.dataFolder())) {
      ServeGuide guide = ServeGuide.write(stack.serve(), files, RepositoryHome.path(), endpoint);
      printGuide(guide, console);
      ServedJobs jobs = new ServedJobs(stack, folder, console);
      RunningConsole.start(jobs.stack(), 0, json ? console::note : console::print)
          .during(() -> jobs.serveUntil(stop));
      FolderStack.noteDamagedFiles(stack, console::note);
      return ExitCode.DONE;
    } catch (PortUnavailableException e) {
      throw CommandException.rejected(
          CommandError.PORT_UNAVAILABLE, port, String.valueOf(e.getMessage()));
    }
  }

  private static LambdaEndpoint endpoint(String url) {
    return LambdaEndpoint.at(url)
        .orElseThrow(() -> CommandException.rejected(CommandError.LAMBDA_ENDPOINT_INVALID, url));
  }

  private void printGuide(ServeGuide guide, Console console) {
    guide.missingJarNote().ifPresent(console::note);
    if (json) {
      console.printJson(guide.json());
    } else {
      guide.lines().forEach(console::print);
    }
  }
}
