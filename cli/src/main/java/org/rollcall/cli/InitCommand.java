package org.rollcall.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.command.RepositoryHome;
import org.rollcall.cli.stack.DeployedStack;
import org.rollcall.cli.stack.Stack;
import org.rollcall.local.LocalStack;
import org.rollcall.local.StackContents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollcall init}: makes a data folder, or fills a stack that was deployed. */
@Command(
    name = "init",
    description = {
      "Makes a data folder with the sample institution; or puts the stock letters and",
      "the institution's file into a stack on AWS."
    },
    customSynopsis = {
      "rollcall init DIR [--empty]",
      "       rollcall init --stack NAME [--sample]"
    },
    mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {

  /** Where SES takes letters from anybody, also from the sandbox, and delivers them to nobody. */
  private static final String SIMULATOR = "@simulator.amazonses.com";

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "DIR", description = "The folder to make.")
  private Optional<Path> folder = Optional.empty();

  @Option(
      names = "--empty",
      description =
          "Without users, sets and code tables; the stock letters and the institution file are there.")
  private boolean empty;

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description = "A stack that is deployed on AWS; what it has already stays as it is.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--sample",
      description =
          "With the sample institution, for a stack without users; its people's addresses are those"
              + " of the mailbox simulator of Amazon SES, so that letters go to nobody.")
  private boolean sample;

  @Override
  public Integer call() {
    if (folder.isPresent() == name.isPresent()) {
      throw CommandException.misuse(
          "init takes the folder to make, or --stack and the name of a stack on AWS.");
    }
    if (folder.isPresent() ? sample : empty) {
      throw CommandException.misuse(
          "a data folder has the sample institution without --sample, and a stack on AWS has"
              + " nothing but the stock letters without --empty.");
    }
    Console console = new Console(spec);
    folder.ifPresent(dir -> make(dir, console));
    name.ifPresent(stack -> fill(stack, console));
    return ExitCode.DONE;
  }

  private void make(Path dir, Console console) {
    try (LocalStack stack = LocalStack.open(dir, RepositoryHome.path())) {
      if (stack.isFilled()) {
        throw CommandException.misuse(
            dir + " is a data folder already. Name another one, or remove it first.");
      }
      int users = stack.fill(!empty);
      console.print(
          empty
              ? dir + " is ready, with the stock letters, and without users and sets."
              : dir + " is ready, with " + users + " users of the sample institution.");
    }
  }

  private void fill(String deployed, Console console) {
    try (Stack stack = DeployedStack.of(deployed)) {
      if (sample && StackContents.hasUsersOutsideSample(stack.users())) {
        throw CommandException.misuse(
            "the stack "
                + deployed
                + " has users already, among whom the sample institution's have no place. Without"
                + " --sample it gets the stock letters alone.");
      }
      List<String> put = new StackContents(RepositoryHome.path()).putStockFiles(stack.bucket());
      console.print(
          put.isEmpty()
              ? "The stock letters and institution.json are in the bucket already."
              : "Put "
                  + put.size()
                  + " stock files into the bucket: letters, and institution.json.");
      if (sample) {
        int users =
            StackContents.loadMissingSample(
                stack.users(), stack.userAdministration(), stack.bucket(), InitCommand::simulated);
        console.print("Loaded " + users + " users of the sample institution, with its sets.");
      }
    }
  }

  private static String simulated(String address) {
    return "success+" + address.replaceFirst("@.*", "") + SIMULATOR;
  }
}
