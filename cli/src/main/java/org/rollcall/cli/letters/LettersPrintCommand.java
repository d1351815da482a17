package org.rollcall.cli.letters;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.command.TextColumns;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import org.rollcall.id.JobId;
import org.rollcall.print.PrintAnswer.Listed;
import org.rollcall.print.PrintError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall letters print}: writes owed letters into a file for a printer. */
@Command(
    name = "print",
    description = {
      "Writes the letters that a job owes to people without a usable email address into one file for a"
          + " printer.",
      "The file contains temporary passwords or sign-in links. Only you can read it. Delete it after"
          + " printing."
    },
    mixinStandardHelpOptions = true)
final class LettersPrintCommand extends StackCommand {

  @Parameters(paramLabel = "JOB_ID", description = "This is the job that owes the letters.")
  private String jobId;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Write the letters to this new file, an HTML page for a browser.")
  private Path out;

  @Option(
      names = "--paper",
      paramLabel = "SIZE",
      defaultValue = "A4",
      description = "Use this paper: ${COMPLETION-CANDIDATES}. The default is ${DEFAULT-VALUE}.")
  private PaperSize paper;

  @Option(
      names = "--mark",
      description = "Mark the letters as printed, so that the job does not owe them any more.")
  private boolean mark;

  @Override
  public Integer call() {
    if (Files.isRegularFile(out)) {
      throw CommandException.rejected(CommandError.PRINT_FILE_EXISTS, out);
    }
    return super.call();
  }

  @Override
  protected int run(Stack stack, Console console) {
    stack.recordDeliveries();
    JobId id =
        JobId.parse(jobId)
            .orElseThrow(() -> CommandException.rejected(PrintError.PRINTED_JOB_UNKNOWN, jobId));
    LettersFile file = new LettersFile(stack, id, paper);
    file.write(out);
    int letters = file.printed().size();
    console.print(
        letters == 0
            ? "There is no letter to print, so no file was written."
            : (letters == 1 ? "1 letter is in " : letters + " letters are in ")
                + out
                + ", which only you can read. Delete it after printing.");
    printOthers(file.listed(), console);
    if (letters > 0 && mark) {
      mark(stack, file, id, console);
    } else if (letters > 0) {
      console.print("The letters are still owed. With --mark, they are marked as printed.");
    }
    return ExitCode.DONE;
  }

  private static void printOthers(List<Listed> others, Console console) {
    if (others.isEmpty()) {
      return;
    }
    console.print("Other owed letters, which are not in the file: " + others.size());
    List<List<String>> rows =
        others.stream()
            .map(
                one ->
                    List.of(
                        "  " + TextColumns.cell(one.primaryId(), Integer.MAX_VALUE),
                        one.message() + " [" + one.code() + "]"))
            .toList();
    TextColumns.lines(rows, Set.of()).forEach(console::print);
  }

  private void mark(Stack stack, LettersFile file, JobId id, Console console) {
    List<Listed> unmarked = file.mark();
    stack.buildReport(id);
    console.print("Marked as printed: " + (file.printed().size() - unmarked.size()));
    if (!unmarked.isEmpty()) {
      String users = unmarked.stream().map(Listed::primaryId).collect(Collectors.joining(", "));
      throw CommandException.failed(CommandError.LETTERS_NOT_MARKED, unmarked.size(), out, users);
    }
  }
}
