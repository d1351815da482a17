package org.rollcall.cli.run;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.report.JobReports;
import org.rollcall.cli.report.ReportPrinter;
import org.rollcall.cli.stack.Stack;
import org.rollcall.id.JobId;
import org.rollcall.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall confirm}: starts a job that does what a preview has shown. */
@Command(
    name = "confirm",
    description = "Runs exactly what a preview has shown.",
    mixinStandardHelpOptions = true)
public final class ConfirmCommand extends EarlierJobCommand {

  @Option(
      names = "--sha256",
      paramLabel = "DIGEST",
      description =
          "Confirm only the preview that has this digest, which its report shows. Without it, the"
              + " preview is shown, and you are asked.")
  private Optional<String> digest = Optional.empty();

  @Mixin private FirstOption first;

  private final Optional<Function<String, @Nullable String>> prompt;

  ConfirmCommand() {
    this(
        Optional.ofNullable(System.console())
            .map(terminal -> question -> terminal.readLine("%s", question)));
  }

  /**
   * @param prompt shows a question and returns the answer, which is null at the end of the input;
   *     empty without a terminal
   */
  ConfirmCommand(Optional<Function<String, @Nullable String>> prompt) {
    this.prompt = prompt;
  }

  /** Asks first if there is no digest. */
  @Override
  protected int run(Stack stack, Console console) {
    if (digest.isEmpty()) {
      ask(stack, console);
    }
    return super.run(stack, console);
  }

  @Override
  EarlierJobRequest request(String jobId) {
    return EarlierJobRequest.confirm(jobId, digest, first.count());
  }

  /**
   * Shows the preview and asks whether to confirm it. The digest is not added to the input, because
   * a job that needs a second person needs the digest from the first one.
   */
  private void ask(Stack stack, Console console) {
    Function<String, @Nullable String> terminal =
        prompt.orElseThrow(() -> CommandException.rejected(CommandError.CONFIRM_WITHOUT_DIGEST));
    Optional<Report> preview = JobId.parse(jobId()).flatMap(new JobReports(stack.bucket())::find);
    if (preview.filter(Report::isPreview).isEmpty()) {
      // The job is rejected with the reason.
      return;
    }
    new ReportPrinter(console, false, stack).lines(preview.get()).forEach(console::note);
    String question = "Run exactly this? Type yes to confirm: ";
    @Nullable String answer = terminal.apply(question);
    if (answer == null || !answer.strip().equalsIgnoreCase("yes")) {
      throw CommandException.rejected(CommandError.NOT_CONFIRMED, jobId());
    }
  }
}
