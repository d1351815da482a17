package org.rollcall.cli.forget;

import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackOption;
import org.rollcall.local.admin.Erasure;
import org.rollcall.local.admin.Erasure.Erased;
import org.rollcall.local.stack.Shell;
import org.rollcall.user.PrimaryId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** {@code rollcall forget}: erases a person. */
@Command(
    name = "forget",
    description = {
      "Erases a person: the user's record, and all that jobs have kept of it, letters included.",
      "Reports keep their counts. It cannot be undone, and says what is left for you to do; see",
      "docs/personal-data.md."
    },
    mixinStandardHelpOptions = true)
public final class ForgetCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PRIMARY_ID", description = "The user's primary id, in any case.")
  private String id;

  @Option(
      names = "--also",
      paramLabel = "NAME",
      description = {
        "What else sets have called the user, such as \"BARCODE 0021\"; may be given several times.",
        "The identifiers in the user's record are known without it."
      })
  private List<String> others = List.of();

  @Mixin private StackOption where;

  @Override
  public Integer call() {
    Console console = new Console(spec);
    try (Stack stack = where.open(console)) {
      requireAll(stack);
      requireNoJob(stack);
      others.forEach(name -> requireNobodyElse(name, stack));
      stack.settleMail();
      PersonReferences traces = PersonReferences.of(PrimaryId.of(id), others, stack);
      String alias = "forgotten-" + Integer.toString(new SecureRandom().nextInt(1 << 30), 36);
      Erased erased = Erasure.erase(stack.bucket(), traces.names(), alias);
      int letters = stack.deleteLetters(erased.messageIds(), traces.names());
      // The record goes last: should this break off, it alone knows the person's other names.
      boolean isUser = stack.userAdministration().delete(PrimaryId.of(id));
      stack.wipeDeletedUsers();
      if (!isUser && letters == 0 && erased.jobs().isEmpty() && traces.sets().isEmpty()) {
        throw CommandException.misuse(
            "no user has the primary id " + id + ", and no job or set knows it.");
      }
      console.print(isUser ? "The record is deleted." : "There was no record.");
      console.print(jobs(erased, alias));
      if (stack.inbox().isPresent()) {
        console.print(count(letters, "letter") + " in the inbox deleted.");
      }
      tell(remains(erased, traces, stack.keepers()), console);
      return ExitCode.DONE;
    }
  }

  /** The inbox and the database's file are out of reach of a stack's clients. */
  private static void requireAll(Stack stack) {
    stack
        .servedFolder()
        .ifPresent(
            folder -> {
              throw CommandException.misuse(
                  "a stack that is served keeps letters, and what was deleted, where --stack does not"
                      + " reach. End serve first, and then: ./rollcall forget … --data "
                      + Shell.quote(folder));
            });
  }

  /** A job writes what it knows of its members until its end. Nobody else has a folder in use. */
  private static void requireNoJob(Stack stack) {
    if (stack.endsJobs()) {
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
      throw CommandException.misuse(
          "nobody can be forgotten while a job runs, which may know the person: wait for "
              + String.join(", ", running)
              + ".");
    }
  }

  private static void requireNobodyElse(String name, Stack stack) {
    if (stack.users().find(PrimaryId.of(name)).isPresent()) {
      throw CommandException.misuse(
          "--also "
              + name
              + " is the primary id of a user, who would lose their place in all jobs; to erase"
              + " this user, give the id without --also.");
    }
  }

  private static String jobs(Erased erased, String alias) {
    return erased.jobs().isEmpty()
        ? "No job had this member."
        : count(erased.jobs().size(), "job")
            + " had this member, who is called "
            + alias
            + " there now.";
  }

  /** What has the person's id, or more, and is not for a program to change. */
  private static List<String> remains(
      Erased erased, PersonReferences traces, List<String> keepers) {
    return Stream.of(
            traces.sets().stream().map(key -> key + " lists this person"),
            traces.unreadable().stream()
                .map(key -> key + " cannot be read, and may list this person"),
            erased.jobs().stream()
                .sorted()
                .map(job -> "the history of the execution " + job + " has the id"),
            erased.started().stream()
                .sorted()
                .map(job -> "the job " + job + " says that this person started it"),
            keepers.stream())
        .flatMap(lines -> lines)
        .toList();
  }

  private static void tell(List<String> remains, Console console) {
    if (!remains.isEmpty()) {
      console.print("Left for you:");
      remains.forEach(what -> console.print("  " + what));
    }
  }

  private static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
