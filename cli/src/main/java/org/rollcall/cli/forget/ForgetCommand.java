package org.rollcall.cli.forget;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import org.rollcall.local.admin.Erasure;
import org.rollcall.local.admin.Erasure.Erased;
import org.rollcall.local.stack.Shell;
import org.rollcall.time.SystemClock;
import org.rollcall.user.PrimaryId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** {@code rollcall forget}: erases a person. See D-029. */
@Command(
    name = "forget",
    description = {
      "Erases a person: the user's record, and all data that jobs have kept of it.",
      "Letters are erased too. Reports keep their counts. This cannot be undone. The command lists"
          + " what you still have to do; see docs/personal-data.md."
    },
    mixinStandardHelpOptions = true)
public final class ForgetCommand extends StackCommand {

  private static final String ALIAS_PREFIX = "forgotten-";
  private static final int ALIAS_BITS = 30;

  @Parameters(
      paramLabel = "PRIMARY_ID",
      description = "This is the user's primary ID, in upper or lower case.")
  private String id;

  @Option(
      names = "--also",
      paramLabel = "NAME",
      description = {
        "Erase this other name of the user in sets too, such as \"BARCODE 0021\". The option may be"
            + " given several times. The identifiers in the user's record are always included."
      })
  private List<String> otherNames = List.of();

  @Override
  protected int run(Stack stack, Console console) {
    requireNotServed(stack);
    requireNoRunningJob(stack);
    otherNames.forEach(name -> requireNotAUser(name, stack));
    stack.processMailEvents();
    stack.deleteUnfinishedFiles();
    PersonReferences references = PersonReferences.find(PrimaryId.of(id), otherNames, stack);
    String alias = ALIAS_PREFIX + Integer.toString(new SecureRandom().nextInt(1 << ALIAS_BITS), 36);
    Erased erased =
        Erasure.erase(stack.bucket(), references.names(), alias, SystemClock.INSTANCE.instant());
    int letters = stack.deleteLetters(erased.messageIds(), references.names());
    // The record is deleted last: if the command fails before, a second run needs its
    // identifiers.
    int links = stack.linkAdministration().deleteOf(PrimaryId.of(id));
    boolean isUser = stack.userAdministration().delete(PrimaryId.of(id));
    stack.compactUsersDatabase();
    if (!isUser
        && links == 0
        && letters == 0
        && erased.jobs().isEmpty()
        && references.sets().isEmpty()) {
      throw CommandException.rejected(CommandError.PERSON_NOT_FOUND, id);
    }
    console.print(isUser ? "The record was deleted." : "There was no record.");
    if (links > 0) {
      console.print(count(links, "sign-in link") + " deleted.");
    }
    console.print(jobs(erased, alias));
    if (stack.inbox().isPresent()) {
      console.print(count(letters, "letter") + " in the inbox deleted.");
    }
    List<String> remaining = new ArrayList<>(remaining(erased, references, stack.retentionNotes()));
    stack.filesWith(references.texts()).stream()
        .filter(file -> !isNamed(file, erased, references))
        .forEach(file -> remaining.add(file + " contains an ID or an address of this person"));
    printRemaining(remaining, console);
    return ExitCode.DONE;
  }

  /** The inbox and the database's file of a served stack are not reachable by AWS clients. */
  private static void requireNotServed(Stack stack) {
    stack
        .servingFolder()
        .ifPresent(
            folder -> {
              throw CommandException.rejected(CommandError.STACK_IS_SERVED, Shell.quote(folder));
            });
  }

  /**
   * A running job writes data of its members until it ends. A data folder has no running job,
   * because only one process can use it.
   */
  private static void requireNoRunningJob(Stack stack) {
    if (stack.isEphemeral()) {
      return;
    }
    List<String> running =
        stack
            .states()
            .listExecutions(
                request ->
                    request
                        .stateMachineArn(stack.stateMachineArn())
                        .statusFilter(ExecutionStatus.RUNNING))
            .executions()
            .stream()
            .map(ExecutionListItem::name)
            .toList();
    if (!running.isEmpty()) {
      throw CommandException.rejected(CommandError.JOB_IS_RUNNING, String.join(", ", running));
    }
  }

  private static void requireNotAUser(String name, Stack stack) {
    if (stack.users().find(PrimaryId.of(name)).isPresent()) {
      throw CommandException.rejected(CommandError.ALSO_IS_A_USER, name);
    }
  }

  private static String jobs(Erased erased, String alias) {
    return erased.jobs().isEmpty()
        ? "No job had this member."
        : count(erased.jobs().size(), "job")
            + " had this member, who is now called "
            + alias
            + " in them.";
  }

  /** What still contains the person's ID or other data, and must be changed by people. */
  private static List<String> remaining(
      Erased erased, PersonReferences references, List<String> retentionNotes) {
    return Stream.of(
            references.sets().stream().map(key -> key + " lists this person"),
            references.unreadableSets().stream()
                .map(key -> key + " cannot be read, and may list this person"),
            erased.jobs().stream()
                .sorted()
                .map(job -> "the history of the execution " + job + " contains the ID"),
            erased.damaged().stream().map(key -> key + " is damaged, and may name this person"),
            erased.started().stream()
                .sorted()
                .map(job -> "the job " + job + " names this person as one who started it"),
            retentionNotes.stream())
        .flatMap(lines -> lines)
        .toList();
  }

  /** Whether another line already names a file, or the folder of its job. */
  private static boolean isNamed(Path file, Erased erased, PersonReferences references) {
    String path = file.toString().replace('\\', '/');
    return Stream.concat(references.sets().stream(), erased.damaged().stream())
            .anyMatch(path::endsWith)
        || erased.jobs().stream().anyMatch(job -> path.startsWith("executions/" + job + "/"))
        || erased.started().stream().anyMatch(job -> path.contains("/" + job + "/"));
  }

  private static void printRemaining(List<String> remaining, Console console) {
    if (!remaining.isEmpty()) {
      console.print("Remaining data:");
      remaining.forEach(line -> console.print("  " + line));
    }
  }

  private static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
