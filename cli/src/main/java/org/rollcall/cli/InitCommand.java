package org.rollcall.cli;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.command.RepositoryHome;
import org.rollcall.cli.stack.DeployedStack;
import org.rollcall.cli.stack.Stack;
import org.rollcall.letter.TimeZones;
import org.rollcall.local.LocalStack;
import org.rollcall.local.StackContents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollcall init}: creates a data folder, or fills a deployed stack. */
@Command(
    name = "init",
    description = {
      "Creates a data folder, or puts the stock letters into a stack on AWS.",
      "A data folder contains the sample institution. A stack also gets institution.json."
    },
    customSynopsis = {
      "rollcall init DIR [--empty] [--time-zone ZONE]",
      "       rollcall init --stack NAME [--sample] [--time-zone ZONE]"
    },
    mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {

  /** SES accepts letters to this domain, also in the sandbox, and delivers them to nobody. */
  private static final String SIMULATOR = "@simulator.amazonses.com";

  private static final String INSTITUTION = "institution.json";

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "DIR", description = "This is the folder to create.")
  private Optional<Path> folder = Optional.empty();

  @Option(
      names = "--empty",
      description =
          "Leave out users, sets and code tables. The folder then has only the stock letters and the"
              + " institution's file.")
  private boolean empty;

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description = "Fill this stack, which is deployed on AWS. Existing objects are not changed.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--sample",
      description =
          "Load the sample institution into a stack without users. The users' addresses are those"
              + " of the mailbox simulator of Amazon SES, so that nobody receives letters.")
  private boolean sample;

  @Option(
      names = "--time-zone",
      paramLabel = "ZONE",
      description =
          "Write this time zone into institution.json, such as Europe/Vienna. The default is the one"
              + " of this machine. With --stack, the command asks for it.")
  private Optional<String> timeZone = Optional.empty();

  @Override
  public Integer call() {
    if (folder.isPresent() == name.isPresent()) {
      throw CommandException.rejected(CommandError.INIT_TARGET_MISSING);
    }
    if (folder.isPresent() ? sample : empty) {
      throw CommandException.rejected(CommandError.INIT_OPTION_INVALID);
    }
    Console console = new Console(spec);
    folder.ifPresent(dir -> create(dir, console));
    name.ifPresent(stack -> fill(stack, console));
    return ExitCode.DONE;
  }

  private void create(Path dir, Console console) {
    try (LocalStack stack = LocalStack.open(dir, RepositoryHome.path())) {
      stack.dataFolder().restoreFilledMark();
      if (stack.dataFolder().isFilled()) {
        throw CommandException.rejected(CommandError.DATA_FOLDER_EXISTS, dir);
      }
      ZoneId zone = timeZone.map(TimeZoneQuestion::require).orElseGet(TimeZones::ofMachine);
      int users = stack.fill(!empty, zone);
      console.print(
          empty
              ? dir + " is ready, with the stock letters, and without users and sets."
              : dir + " is ready, with " + users + " users of the sample institution.");
      if (!empty) {
        console.print(
            "Its operators are " + String.join(" and ", StackContents.SAMPLE_OPERATORS) + ".");
      }
      console.print(timeZoneText(zone));
    }
  }

  private void fill(String stackName, Console console) {
    try (Stack stack = DeployedStack.open(stackName)) {
      if (sample && StackContents.hasUsersOutsideSample(stack.users())) {
        throw CommandException.rejected(CommandError.STACK_HAS_USERS, stackName);
      }
      boolean hasInstitution = !stack.bucket().list(INSTITUTION).isEmpty();
      ZoneId zone = hasInstitution ? TimeZones.ofMachine() : chooseTimeZone();
      List<String> put = StackContents.putStockFiles(RepositoryHome.path(), stack.bucket(), zone);
      console.print(
          put.isEmpty()
              ? "The bucket already has the stock letters and institution.json."
              : "Put "
                  + put.size()
                  + " stock files into the bucket: letters, and institution.json.");
      console.print(
          hasInstitution
              ? "The existing "
                  + INSTITUTION
                  + " was not changed; its time_zone holds, by default UTC."
              : timeZoneText(zone));
      if (sample) {
        int users =
            StackContents.loadMissingSample(
                stack.users(),
                stack.userAdministration(),
                stack.bucket(),
                InitCommand::simulatorAddress);
        console.print("Loaded " + users + " users of the sample institution, with its sets.");
      }
    }
  }

  private ZoneId chooseTimeZone() {
    return timeZone
        .map(TimeZoneQuestion::require)
        .or(TimeZoneQuestion::askOnTerminal)
        .orElseGet(TimeZones::ofMachine);
  }

  private String timeZoneText(ZoneId zone) {
    return "The time zone is "
        + zone
        + (timeZone.isPresent() ? "" : ", as on this machine")
        + ". It is the time_zone in "
        + INSTITUTION
        + ", and determines which day it is.";
  }

  private static String simulatorAddress(String address) {
    return "success+" + address.replaceFirst("@.*", "") + SIMULATOR;
  }
}
