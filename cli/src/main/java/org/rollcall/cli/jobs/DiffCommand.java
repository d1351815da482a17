package org.rollcall.cli.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.command.OneLine;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import org.rollcall.id.JobId;
import org.rollcall.job.Chunk;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobLedger;
import org.rollcall.job.JobLedger.Page;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Credentials;
import org.rollcall.json.SimilarNames;
import org.rollcall.report.Report;
import org.rollcall.user.PrimaryId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rollcall diff}: shows the fields of users before and after a job. */
@Command(
    name = "diff",
    description =
        "Shows what a job changed, or a preview would change: each user's fields, before and after.",
    mixinStandardHelpOptions = true)
public final class DiffCommand extends StackCommand {

  @Parameters(
      paramLabel = "JOB_ID",
      description = "This is the ID of the job. The command jobs lists all IDs.")
  private String jobId;

  @Parameters(
      arity = "0..1",
      index = "1",
      paramLabel = "USER",
      description = "Show only this user, by primary ID. Without it, all changed users are shown.")
  private Optional<String> user = Optional.empty();

  @Override
  protected int run(Stack stack, Console console) {
    JobId id = JobFinder.require(stack, jobId);
    JobFolder folder = new JobFolder(stack.bucket(), id);
    Job job = JobFinder.requireAccepted(folder, id);
    if (user.isPresent()) {
      printUser(folder, id, PrimaryId.of(user.get()), console);
    } else {
      printAll(folder, job, console);
    }
    Optional<Report> report = folder.find("report.json", Report.class);
    List<NextCommand> next = report.map(found -> NextCommand.after(found, stack)).orElse(List.of());
    console.print("");
    NextCommand.suggested(next, "diff", stack.cliFlag()).lines().forEach(console::print);
    return ExitCode.DONE;
  }

  private static void printAll(JobFolder folder, Job job, Console console) {
    JobLedger ledger = new JobLedger(folder);
    int changed = 0;
    for (int page : ledger.pages(Page.OUTCOMES).stream().sorted().toList()) {
      for (Outcome outcome : ledger.read(Page.OUTCOMES, page).entries()) {
        if (isChange(outcome)) {
          print(outcome, console);
          changed++;
        }
      }
    }
    boolean isPreview = job.isPreview() || job.test().isPresent();
    console.print(
        changed
            + " of "
            + job.set().members()
            + (isPreview ? " members would change." : " members changed."));
  }

  private static boolean isChange(Outcome outcome) {
    return !outcome.changes().isEmpty() || outcome.credentials().isPresent();
  }

  private static void printUser(JobFolder folder, JobId id, PrimaryId user, Console console) {
    JobLedger ledger = new JobLedger(folder);
    List<Chunk> chunks = folder.readChunks();
    Predicate<String> isUser = member -> PrimaryId.of(member).equals(user);
    // Page 0 has the members that no chunk processes.
    IntStream pages =
        IntStream.concat(
            chunks.stream()
                .filter(chunk -> chunk.members().stream().anyMatch(isUser))
                .mapToInt(Chunk::chunk),
            IntStream.of(0));
    Optional<Outcome> outcome =
        pages
            .boxed()
            .flatMap(page -> ledger.read(Page.OUTCOMES, page).entries().stream())
            .filter(found -> isUser.test(found.primaryId()))
            .findFirst();
    if (outcome.isPresent()) {
      print(outcome.get(), console);
      return;
    }
    List<String> members = chunks.stream().flatMap(chunk -> chunk.members().stream()).toList();
    if (members.stream().noneMatch(isUser)) {
      throw CommandException.rejected(
          CommandError.USER_NOT_IN_JOB, user, id, SimilarNames.hint(user.toString(), members));
    }
    console.print(OneLine.of(user.toString()));
    console.print("  The job has not reached this member.");
  }

  private static void print(Outcome outcome, Console console) {
    List<String> lines = new ArrayList<>();
    lines.add(OneLine.of(outcome.primaryId()));
    lines.addAll(FieldDiff.lines(outcome.changes(), Colors.current()));
    outcome
        .credentials()
        .ifPresent(
            change ->
                lines.add("  password: " + (change == Credentials.RESET ? "reset" : "withdrawn")));
    String result =
        lines.size() == 1
            ? outcome.result().name().toLowerCase(Locale.ROOT).replace('_', ' ')
            : "remark";
    Optional<String> reason =
        outcome
            .reasonText()
            .map(text -> result + ": " + text.message() + " [" + text.code() + "]")
            .or(() -> Optional.of(result).filter(found -> lines.size() == 1));
    reason.map(OneLine::of).ifPresent(text -> lines.add("  " + text));
    lines.forEach(console::print);
  }
}
