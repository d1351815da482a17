package org.rollcall.cli.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.command.PrivateFile;
import org.rollcall.cli.stack.Stack;
import org.rollcall.error.ErrorCode;
import org.rollcall.error.Fault;
import org.rollcall.id.JobId;
import org.rollcall.print.PrintAnswer;
import org.rollcall.print.PrintAnswer.Listed;
import org.rollcall.print.PrintError;
import org.rollcall.print.PrintRequest;
import org.rollcall.print.PrintedLetter;
import org.rollcall.time.SystemClock;

/** Writes the owed letters of a job into one file, and marks them. Only one page is in memory. */
final class LettersFile {

  /** The number of letters that are marked by one call of the function. */
  private static final int BATCH = 200;

  private final Stack stack;
  private final JobId jobId;
  private final PrintPage html;
  private final List<String> printed = new ArrayList<>();
  private final List<Listed> listed = new ArrayList<>();

  LettersFile(Stack stack, JobId jobId, PaperSize paper) {
    this.stack = stack;
    this.jobId = jobId;
    this.html = new PrintPage(paper);
  }

  /** The users whose letters are in the file. */
  List<String> printed() {
    return List.copyOf(printed);
  }

  /** The users who are owed a letter that is not in the file. */
  List<Listed> listed() {
    return List.copyOf(listed);
  }

  /**
   * Writes the file. There is none if the job has no letter to print.
   *
   * @throws CommandException if the job has no letters to print because of its kind or state
   */
  void write(Path file) {
    PrintAnswer first = firstWithLetters();
    if (first.letters().isEmpty()) {
      return;
    }
    PrivateFile.write(file, out -> write(first, out));
  }

  /** The first page that has letters, or the last one. */
  private PrintAnswer firstWithLetters() {
    PrintAnswer page = page(Optional.empty());
    while (page.letters().isEmpty() && page.next().isPresent()) {
      listed.addAll(page.listed());
      page = page(page.next());
    }
    listed.addAll(page.listed());
    return page;
  }

  private void write(PrintAnswer first, OutputStream out) throws IOException {
    String made = SystemClock.INSTANCE.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    out.write(html.start(jobId.value(), made, hasCredentials(first)).getBytes(UTF_8));
    add(first, out);
    Optional<PrintRequest.Place> next = first.next();
    while (next.isPresent()) {
      PrintAnswer page = page(next);
      listed.addAll(page.listed());
      add(page, out);
      next = page.next();
    }
    out.write(html.end(printed.size(), listed).getBytes(UTF_8));
  }

  /** The letters of a job all contain passwords, or none does. Without one, only the user name. */
  private static boolean hasCredentials(PrintAnswer page) {
    return page.letters().stream().anyMatch(letter -> letter.typed().size() > 1);
  }

  private void add(PrintAnswer page, OutputStream out) throws IOException {
    for (PrintedLetter letter : page.letters()) {
      out.write(html.letter(letter).getBytes(UTF_8));
      printed.add(letter.primaryId());
    }
  }

  private PrintAnswer page(Optional<PrintRequest.Place> from) {
    return answer(PrintRequest.page(jobId, from));
  }

  private PrintAnswer answer(PrintRequest request) {
    PrintAnswer answer = stack.printLetters(request);
    if (answer.refused().isPresent()) {
      Fault fault = answer.refused().get();
      ErrorCode code = PrintError.valueOf(fault.code());
      throw CommandException.of(code, ExitCode.REJECTED, fault.message());
    }
    return answer;
  }

  /**
   * Marks the letters in the file as printed.
   *
   * @return the users whose letters cannot be marked any more
   */
  List<Listed> mark() {
    List<Listed> unmarked = new ArrayList<>();
    for (int start = 0; start < printed.size(); start += BATCH) {
      List<String> batch = printed.subList(start, Math.min(start + BATCH, printed.size()));
      unmarked.addAll(answer(PrintRequest.mark(jobId, batch)).listed());
    }
    return unmarked;
  }
}
