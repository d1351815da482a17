package org.rollcall.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rollcall.local.LocalStack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollcall init}: makes a data folder. */
@Command(
    name = "init",
    description = "Makes a data folder with the sample institution.",
    mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The folder to make.")
  private Path folder;

  @Option(
      names = "--empty",
      description =
          "Without users, sets and code tables; the stock letters and the institution file are there.")
  private boolean empty;

  @Override
  public Integer call() {
    Console console = new Console(spec);
    try (LocalStack stack = LocalStack.open(folder, Home.path())) {
      if (stack.isFilled()) {
        throw Complaint.misuse(
            folder + " is a data folder already. Name another one, or remove it first.");
      }
      int users = stack.fill(!empty);
      console.print(
          empty
              ? folder + " is ready, with the stock letters, and without users and sets."
              : folder + " is ready, with " + users + " users of the sample institution.");
      return ExitCode.DONE;
    }
  }
}
