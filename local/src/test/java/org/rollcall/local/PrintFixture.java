package org.rollcall.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollcall.aws.InvocationUsage;
import org.rollcall.json.Json;
import org.rollcall.lambda.PrintLetters;
import org.rollcall.lambda.Wiring;
import org.rollcall.print.LetterPrinting;
import org.rollcall.print.PrintAnswer;
import org.rollcall.print.PrintAnswer.Listed;
import org.rollcall.print.PrintRequest;
import org.rollcall.print.PrintedLetter;

/** Prints owed letters of jobs. */
final class PrintFixture {

  static final String ADDRESS = "{'preferred': true, 'line1': '1 Mill Lane', 'city': 'Rillcombe'}";

  private PrintFixture() {}

  /** A user without an email address. */
  static Patron withAddresses(Patron patron, String... addresses) {
    return patron.withJson("contact_info", "{'address': [" + String.join(", ", addresses) + "]}");
  }

  /** The answer of the function to a request. */
  static PrintAnswer ask(Wiring wiring, PrintRequest request) {
    JsonNode answer =
        TestLibrary.invoke(new PrintLetters(wiring), Json.text(request).replace("'", "\\u0027"));
    return Json.MAPPER.convertValue(answer, PrintAnswer.class);
  }

  /** The first page of a job's letters. */
  static PrintAnswer page(TestLibrary library, EndedJob job) {
    return ask(library.wiring(), PrintRequest.page(job.jobId(), Optional.empty()));
  }

  /** Marks letters as printed, and makes the report again. */
  static PrintAnswer mark(TestLibrary library, EndedJob job, List<String> users) {
    PrintAnswer answer = ask(library.wiring(), PrintRequest.mark(job.jobId(), users));
    library.reportAgain(job);
    return answer;
  }

  static List<String> printed(PrintAnswer page) {
    return page.letters().stream().map(PrintedLetter::primaryId).toList();
  }

  /** The users whose letters are not printed, with the codes. */
  static List<String> listed(PrintAnswer page) {
    return page.listed().stream().map(one -> one.primaryId() + " " + one.code()).toList();
  }

  /** All pages of a job's letters together. */
  static PrintAnswer allPages(Wiring wiring, EndedJob job, int pageBytes) {
    LetterPrinting printing =
        new LetterPrinting(
            wiring.users(),
            wiring.bucket(),
            wiring.letterCredentials(),
            wiring.settings().printedLinkLifetime(),
            wiring.clock(),
            pageBytes);
    List<PrintedLetter> letters = new ArrayList<>();
    List<Listed> listed = new ArrayList<>();
    Optional<PrintRequest.Place> from = Optional.empty();
    do {
      PrintRequest request = PrintRequest.page(job.jobId(), from);
      PrintAnswer page = new InvocationUsage("PrintLetters").during(() -> printing.answer(request));
      letters.addAll(page.letters());
      listed.addAll(page.listed());
      from = page.next();
    } while (from.isPresent());
    return new PrintAnswer(Optional.empty(), letters, listed, List.of(), from);
  }
}
