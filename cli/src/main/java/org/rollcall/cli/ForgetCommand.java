package org.rollcall.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
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

  @Mixin private DataOption data;

  @Override
  public Integer call() {
    Console console = new Console(spec);
    try (LocalStack stack = data.open(console)) {
      stack.settleMail();
      Traces traces = Traces.of(PrimaryId.of(id), stack);
      String alias = "forgotten-" + Integer.toString(new SecureRandom().nextInt(1 << 30), 36);
      Erased erased = Erasure.erase(stack.bucket(), traces.names(), alias);
      long letters = deleteLetters(stack, erased.messageIds());
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

  private static long deleteLetters(LocalStack stack, Set<String> messageIds) {
    return messageIds.stream()
        .map(message -> stack.places().letter(message))
        .filter(ForgetCommand::isDeleted)
        .count();
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
