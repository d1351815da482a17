package org.rollcall.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.rollcall.local.LocalStack;
import org.rollcall.report.Erasure;
import org.rollcall.report.Erasure.Erased;
import org.rollcall.user.PrimaryId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollcall forget}: erases a person. */
@Command(
    name = "forget",
    description = {
      "Erases a person: the user's record, and all that jobs have kept of it, letters included.",
      "Reports keep their counts. It cannot be undone, and says what is left for you to do; see",
      "docs/personal-data.md."
    },
    mixinStandardHelpOptions = true)
final class ForgetCommand implements Callable<Integer> {

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

  @Mixin private DataOption data;

  @Override
  public Integer call() {
    Console console = new Console(spec);
    try (LocalStack stack = data.open(console)) {
      others.forEach(name -> requireNobodyElse(name, stack));
      stack.settleMail();
      Traces traces = Traces.of(PrimaryId.of(id), others, stack);
      String alias = "forgotten-" + Integer.toString(new SecureRandom().nextInt(1 << 30), 36);
      Erased erased = Erasure.erase(stack.bucket(), traces.names(), alias);
      int letters = deleteLetters(stack, erased.messageIds(), traces.names());
      // The record goes last: should this break off, it alone knows the person's other names.
      boolean isUser = stack.users().delete(PrimaryId.of(id)).isPresent();
      stack.wipeDeletedUsers();
      if (!isUser && letters == 0 && erased.jobs().isEmpty() && traces.sets().isEmpty()) {
        throw Complaint.misuse(
            "no user has the primary id " + id + ", and no job or set knows it.");
      }
      console.print(isUser ? "The record is deleted." : "There was no record.");
      console.print(jobs(erased, alias));
      console.print(count(letters, "letter") + " in the inbox deleted.");
      tell(remains(erased, traces), console);
      return ExitCode.DONE;
    }
  }

  private static void requireNobodyElse(String name, LocalStack stack) {
    if (stack.users().find(PrimaryId.of(name)).isPresent()) {
      throw Complaint.misuse(
          "--also "
              + name
              + " is the primary id of a user, who would lose their place in all jobs; to erase"
              + " this user, give the id without --also.");
    }
  }

  /** Deletes the person's letters, and the preview that was shown last, whoever it was of. */
  private static int deleteLetters(LocalStack stack, Set<String> messageIds, Set<PrimaryId> names) {
    Set<Path> letters = new HashSet<>(LettersOf.person(names, Path.of(stack.places().inbox())));
    messageIds.forEach(message -> letters.add(stack.places().letter(message)));
    isDeleted(stack.places().preview());
    return (int) letters.stream().filter(ForgetCommand::isDeleted).count();
  }

  private static boolean isDeleted(Path letter) {
    try {
      return Files.deleteIfExists(letter);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
  private static List<String> remains(Erased erased, Traces traces) {
    return Stream.of(
            traces.sets().stream().map(key -> key + " lists this person"),
            traces.unreadable().stream()
                .map(key -> key + " cannot be read, and may list this person"),
            erased.jobs().stream()
                .sorted()
                .map(job -> "the history of the execution " + job + " has the id"),
            erased.started().stream()
                .sorted()
                .map(job -> "the job " + job + " says that this person started it"))
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
