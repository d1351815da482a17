package org.rollcall.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollcall.id.JobId;
import org.rollcall.job.Outcome.Result;

/**
 * The report as a web page: {@code report.html}.
 *
 * <p>The page has no scripts and loads no other files, so that it can be mailed, archived and
 * printed. Every value is escaped. In addition, the page's content security policy blocks scripts.
 * For a large job, each table contains only its first members and links to {@code users.csv}.
 */
final class ReportPage {

  /** The number of digits of the set's SHA-256 that the page shows at first. */
  private static final int SHORT_HASH_LENGTH = 12;

  private static final Template PAGE = compile("report.html");

  private ReportPage() {}

  /**
   * The page, in UTF-8.
   *
   * @param rows one row for each member, in the set's order
   */
  static byte[] of(Report report, List<MemberRow> rows) {
    Counters counters = report.counters();
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("report", report);
    page.put("retry_of", report.retryOf().map(JobId::value).orElse(""));
    page.put("continue_of", report.continueOf().map(JobId::value).orElse(""));
    page.put("confirm_of", report.confirmOf().map(JobId::value).orElse(""));
    page.put("previewed_by", report.previewedBy().orElse(""));
    page.put("confirmed_by", report.confirmedBy().orElse(""));
    page.put("undo_of", report.undoOf().map(JobId::value).orElse(""));
    page.put("is_redo", report.isRedo().orElse(false));
    page.put("undone_by", report.undoneBy().map(JobId::value).orElse(""));
    page.put("request_title", requestTitle(report));
    page.put("continued_by", report.continuedBy().map(JobId::value).orElse(""));
    page.put("held_back", report.heldBack().orElse(""));
    page.put("test_to", report.testTo().orElse(""));
    page.put(
        "preview", report.previewSha256().map(sha256 -> seal(sha256, report)).stream().toList());
    page.put(
        "summary",
        report.summary().map(summary -> SummaryPage.of(summary, report)).stream().toList());
    page.put("status", status(report));
    page.put("started", ReportText.time(report.started()));
    page.put("ended", ReportText.time(report.ended()));
    page.put("duration", ReportText.duration(Duration.between(report.started(), report.ended())));
    page.put("short_sha256", shortened(report.set().sha256()));
    page.put("results", results(report));
    page.put("languages", languages(report));
    page.put("changes", report.changes().stream().map(ReportPage::change).toList());
    page.put("letter_label", report.undoes() ? "Correction letter" : "Letter");
    page.put("letter", report.letter().orElse(""));
    List<Map<String, Object>> letterResults = letterResults(counters);
    page.put("has_letters", !letterResults.isEmpty());
    page.put("letter_results", letterResults);
    page.put("letter_picture", picture(letterResults));
    page.put("letters", letters(report));
    page.put("has_failed", counters.failed() + counters.notReached() > 0);
    page.put("remaining", report.remaining().orElse(""));
    page.put("owed", owed(report));
    page.put("tables", new ReportTables(NextSteps.after(report)).of(rows));
    page.put("usage", ReportUsage.of(report));
    return PAGE.execute(page).getBytes(UTF_8);
  }

  private static Map<String, Object> seal(String sha256, Report report) {
    return Map.of(
        "sha256", sha256, "expires", ReportText.time(report.previewExpires().orElseThrow()));
  }

  private static Map<String, Object> status(Report report) {
    return Map.of(
        "code", report.status().name(),
        "label", report.statusLabel(),
        "meaning", meaning(report),
        "effect", ReportText.effect(report.counters()));
  }

  private static String requestTitle(Report report) {
    if (!report.undoes()) {
      return "What was asked";
    }
    return report.isPreview() ? "What would be undone" : "What was undone";
  }

  private static String meaning(Report report) {
    return meaningAtItsEnd(report)
        + report.undoneBy().map(undo -> " Later, the job was undone.").orElse("");
  }

  private static String meaningAtItsEnd(Report report) {
    if (report.undoes() && report.status() == Status.COMPLETED_NO_BULKS) {
      return "There was nothing to undo.";
    }
    if (report.isPreview()) {
      return PreviewText.meaning(report.status(), report.counters());
    }
    return report.testTo().isPresent()
        ? ReportText.testMeaning(report.counters())
        : ReportText.meaning(report.status(), report.counters());
  }

  private static String shortened(String hash) {
    return hash.substring(0, Math.min(SHORT_HASH_LENGTH, hash.length()));
  }

  private static List<Map<String, Object>> languages(Report report) {
    return report.languages().stream()
        .map(language -> figure(language.label(), language.letters()))
        .toList();
  }

  private static List<Map<String, Object>> results(Report report) {
    Counters counters = report.counters();
    List<Map<String, Object>> results = new ArrayList<>();
    results.add(
        report.changedNothing()
            ? result(Result.WOULD_CHANGE, counters.wouldChange())
            : result(Result.UPDATED, counters.updated()));
    results.add(result(Result.UNCHANGED, counters.unchanged()));
    results.add(result(Result.SKIPPED, counters.skipped()));
    results.add(result(Result.NOT_FOUND, counters.notFound()));
    results.add(result(Result.FAILED, counters.failed()));
    results.add(result(Result.NOT_REACHED, counters.notReached()));
    if (counters.heldBack() > 0) {
      results.add(result(Result.HELD_BACK, counters.heldBack()));
    }
    return results;
  }

  private static Map<String, Object> result(Result result, int count) {
    return Map.of(
        "code", result.name(),
        "name", ReportText.result(result),
        "share", Integer.toString(count),
        "count", count);
  }

  private static Map<String, Object> change(AskedChange change) {
    return Map.of("asked", change.text(), "summary", change.summary());
  }

  /** The parts of the picture of letters; none if the job sends no letters. */
  private static List<Map<String, Object>> letterResults(Counters counters) {
    int withoutAddress =
        counters.noPreferredEmail()
            + counters.severalAddresses()
            + counters.unusableAddresses()
            + counters.addressesBounced();
    return Stream.of(
            letterResult("LETTER_SENT", "Letters sent", counters.lettersSent()),
            letterResult("LETTER_SENT", "Letters to send", counters.wouldSend()),
            letterResult("LETTER_FAILED", "Letters failed", counters.lettersFailed()),
            letterResult("NO_ADDRESS", "No usable address", withoutAddress),
            letterResult("OPTED_OUT", "Opted out", counters.optedOut()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static String picture(List<Map<String, Object>> results) {
    return results.stream()
        .map(result -> result.get("name") + ": " + result.get("count"))
        .collect(Collectors.joining(", "));
  }

  private static Optional<Map<String, Object>> letterResult(String code, String name, int count) {
    return count == 0
        ? Optional.empty()
        : Optional.of(
            Map.of("code", code, "name", name, "share", Integer.toString(count), "count", count));
  }

  private static List<Map<String, Object>> letters(Report report) {
    Counters counters = report.counters();
    List<Map<String, Object>> figures = new ArrayList<>();
    if (report.isPreview()) {
      figures.add(figure("Passwords to reset", counters.wouldReset()));
      figures.add(figure("Letters to send", counters.wouldSend()));
    } else {
      figures.add(figure("Passwords reset", counters.passwordsReset()));
      figures.add(figure("Letters sent", counters.lettersSent()));
      figures.add(figure("Letters failed", counters.lettersFailed()));
    }
    if (counters.passwordsWithdrawn() > 0) {
      figures.add(
          figure(
              report.isPreview() ? "Passwords to withdraw" : "Passwords withdrawn",
              counters.passwordsWithdrawn()));
    }
    figures.add(figure("No preferred email", counters.noPreferredEmail()));
    if (counters.severalAddresses() > 0) {
      figures.add(figure("Several preferred emails", counters.severalAddresses()));
    }
    if (counters.unusableAddresses() > 0) {
      figures.add(figure("Unusable preferred email", counters.unusableAddresses()));
    }
    if (counters.optedOut() > 0) {
      figures.add(figure("Opted out", counters.optedOut()));
    }
    if (counters.lettersGivenUp() > 0) {
      figures.add(figure("Letters given up", counters.lettersGivenUp()));
    }
    if (counters.hasUndoneLetters()) {
      figures.add(figure("Sent by the undone job", counters.undoneLettersSent()));
      figures.add(figure("Perhaps sent by the undone job", counters.undoneLettersUnclear()));
      figures.add(
          figure(
              report.isPreview() ? "Owed letters to withdraw" : "Owed letters withdrawn",
              counters.undoneLettersWithdrawn()));
    }
    if (counters.addressesBounced() > 0) {
      figures.add(figure("Addresses bounced earlier", counters.addressesBounced()));
    }
    if (counters.lettersOwed() > 0) {
      figures.add(figure("Letters owed", counters.lettersOwed()));
    }
    if (counters.lettersDelivered() + counters.lettersBounced() + counters.lettersComplained()
        > 0) {
      figures.add(figure("Letters delivered", counters.lettersDelivered()));
      figures.add(figure("Letters bounced", counters.lettersBounced()));
      figures.add(figure("Marked as spam", counters.lettersComplained()));
    }
    return figures;
  }

  private static List<Map<String, Object>> owed(Report report) {
    return report.owedLetters().stream()
        .map(
            owed ->
                Map.<String, Object>of(
                    "count",
                    ReportText.count(owed.letters(), "letter"),
                    "code",
                    owed.reason().name(),
                    "message",
                    owed.message(),
                    "next",
                    owed.next()))
        .toList();
  }

  private static Map<String, Object> figure(String name, Number count) {
    return Map.of("name", name, "count", count);
  }

  private static Template compile(String resource) {
    try (InputStream source = ReportPage.class.getResourceAsStream(resource)) {
      String text = new String(requireNonNull(source, resource).readAllBytes(), UTF_8);
      return Mustache.compiler()
          .escapeHTML(true)
          .strictSections(true)
          .emptyStringIsFalse(true)
          .zeroIsFalse(true)
          .withFormatter(ReportText::value)
          .compile(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
