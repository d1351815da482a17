package org.rollcall.cli.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.samskivert.mustache.Escapers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rollcall.print.PrintAnswer.Listed;
import org.rollcall.print.PrintedLetter;

/**
 * The parts of a print file, in HTML. A letter is its text part, so that no template's markup can
 * reach the next letter. See D-194.
 */
final class PrintPage {

  /** The number of lines of an address that fit into the window in the usual size. */
  private static final int MAX_LARGE_LINES = 6;

  /** The end of a sentence, of a salutation or of a line before an address. */
  private static final Pattern END_OF_SENTENCE = Pattern.compile("\\p{Po}$");

  private final PaperSize paper;

  PrintPage(PaperSize paper) {
    this.paper = paper;
  }

  /**
   * The beginning of the file, with its first page.
   *
   * @param made when the file was made
   * @param hasCredentials whether the letters contain temporary passwords or sign-in links
   */
  String start(String jobId, String made, boolean hasCredentials) {
    String secret =
        hasCredentials
            ? "<b>This file contains credentials</b>: the temporary passwords or sign-in links of"
                + " the people who get the letters."
            : "<b>This file contains names and postal addresses.</b>";
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="referrer" content="no-referrer">
    <title>Letters of %1$s</title>
    <style>
    %2$s%3$s</style>
    </head>
    <body>
    <section class="sheet" dir="ltr">
    <h1>Letters to print</h1>
    <p>Job %1$s<br>Made on %4$s</p>
    <div class="note">
    <p>%5$s Let nobody else see it or its pages. Delete it, and the copies of a print service, when
    the letters are printed.</p>
    <p>Do not post this page.</p>
    </div>
    <p>Print on one side of the paper, at 100 %%, without the browser's headers and footers. Each
    letter begins on a new sheet. Fold the sheets so that the address is in the window of the
    envelope. The last page lists the people whose letters are not in this file.</p>
    </section>
    """
        .formatted(escape(jobId), paper.rules(), css(), escape(made), secret);
  }

  /** A letter, on sheets of its own. */
  String letter(PrintedLetter letter) {
    List<String> lines = letter.address();
    String address =
        lines.stream()
            .map(line -> "<div dir=\"auto\">" + escape(line) + "</div>")
            .collect(Collectors.joining());
    String from =
        oneLine(
            letter.sender()
                + (letter.senderAddress().isEmpty() ? "" : " · ")
                + letter.senderAddress());
    return """
    <section class="sheet letter" lang="%s" dir="%s">
    <div class="head">
    <div class="letterhead"><bdi>%s</bdi></div>
    <div class="sender" dir="auto">%s</div>
    <div class="address%s" dir="ltr">%s</div>
    </div>
    <div class="text">
    %s</div>
    </section>
    """
        .formatted(
            escape(letter.language()),
            letter.isRightToLeft() ? "rtl" : "ltr",
            escape(letter.sender()),
            escape(from),
            lines.size() > MAX_LARGE_LINES ? " many" : "",
            address,
            text(letter));
  }

  /** The last page, with the people whose letters are not in the file, and the file's end. */
  String end(int letters, List<Listed> listed) {
    String rows =
        listed.stream()
            .map(
                one ->
                    "<tr><td><bdi>%s</bdi></td><td>%s [%s]</td></tr>\n"
                        .formatted(
                            escape(one.primaryId()), escape(one.message()), escape(one.code())))
            .collect(Collectors.joining());
    String table =
        rows.isEmpty()
            ? "<p>All letters that the job owes are in this file.</p>"
            : "<p>The letters to these people are owed, and not in this file.</p>\n<table><thead>"
                + "<tr><th>Primary ID</th><th>Reason</th></tr></thead>\n<tbody>\n"
                + rows
                + "</tbody></table>";
    return """
    <section class="sheet" dir="ltr">
    <h1>End of the letters</h1>
    <p>Letters in this file: %d. Other owed letters: %d.</p>
    %s
    <p>Do not post this page.</p>
    </section>
    </body>
    </html>
    """
        .formatted(letters, listed.size(), table);
  }

  /**
   * The paragraphs of the text. The letterhead has the library's name already, with which the stock
   * letters begin.
   */
  private static String text(PrintedLetter letter) {
    List<String> paragraphs =
        Arrays.stream(letter.text().strip().split("\\R(?:[ \\t]*\\R)+")).toList();
    boolean startsWithSender =
        !paragraphs.isEmpty() && paragraphs.get(0).strip().equals(letter.sender().strip());
    return paragraphs.stream()
        .skip(startsWithSender ? 1 : 0)
        .map(paragraph -> paragraph(paragraph, letter.typed()))
        .collect(Collectors.joining());
  }

  private static String paragraph(String paragraph, List<String> typed) {
    String element = isHeading(paragraph, typed) ? "h2" : "p";
    String lines =
        paragraph
            .lines()
            .map(
                line ->
                    typed.contains(line.strip())
                        ? "<span class=\"line\"><code>" + escape(line.strip()) + "</code></span>"
                        : "<span class=\"line\">" + escape(line) + "</span>")
            .collect(Collectors.joining());
    return "<%1$s>%2$s</%1$s>\n".formatted(element, lines);
  }

  /** Whether a paragraph is one line that is no sentence, such as a heading in any language. */
  private static boolean isHeading(String paragraph, List<String> typed) {
    String line = paragraph.strip();
    return line.lines().count() == 1
        && line.codePoints().anyMatch(Character::isLetter)
        && !END_OF_SENTENCE.matcher(line).find()
        && !line.contains("@")
        && !line.contains("://")
        && !typed.contains(line);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  private static String escape(String text) {
    return Escapers.HTML.escape(text);
  }

  private static String css() {
    try (InputStream file = PrintPage.class.getResourceAsStream("print.css")) {
      return new String(requireNonNull(file, "print.css is missing").readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
