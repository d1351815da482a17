package org.rollcall.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.rollcall.job.Outcome.Result;

/** The numbers of a report in its page: as tiles and as bars. */
final class PageFigures {

  /** The width of a bar. */
  private static final int WIDTH = 1_000;

  /** The minimum width of a part, and the gap after it. */
  private static final int MIN_WIDTH = 5;

  private static final int GAP = 2;

  private final Report report;
  private final Counters counters;

  PageFigures(Report report) {
    this.report = report;
    this.counters = report.counters();
  }

  /** A number with its name. The code is a class of the stylesheet, and may be empty. */
  private record Figure(String code, String name, int count) {
    Map<String, Object> toMap() {
      return Map.of("code", code, "name", name, "count", count);
    }
  }

  List<Map<String, Object>> results() {
    return results(figuresOfResults());
  }

  private static List<Map<String, Object>> results(List<Figure> figures) {
    return figures.stream().map(Figure::toMap).toList();
  }

  private List<Figure> figuresOfResults() {
    List<Figure> results = new ArrayList<>();
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

  private static Figure result(Result result, int count) {
    return new Figure(result.name(), ReportText.result(result), count);
  }

  /** The picture of the results; empty if the set had no members. */
  List<Map<String, Object>> resultBar() {
    return bar(figuresOfResults());
  }

  /** The picture of the letters; empty if the job sends no letters. */
  List<Map<String, Object>> letterBar() {
    int withoutAddress =
        counters.noPreferredEmail()
            + counters.severalAddresses()
            + counters.unusableAddresses()
            + counters.addressesBounced();
    return bar(
        List.of(
            new Figure("LETTER_SENT", "Letters sent", counters.lettersSent()),
            new Figure("LETTER_SENT", "Letters to send", counters.wouldSend()),
            new Figure("LETTER_FAILED", "Letters failed", counters.lettersFailed()),
            new Figure("NO_ADDRESS", "No usable address", withoutAddress),
            new Figure("OPTED_OUT", "Opted out", counters.optedOut())));
  }

  /** A list with the bar, or an empty list if all numbers are 0. */
  private static List<Map<String, Object>> bar(List<Figure> all) {
    List<Figure> figures = all.stream().filter(figure -> figure.count > 0).toList();
    long total = figures.stream().mapToLong(Figure::count).sum();
    if (total == 0) {
      return List.of();
    }
    int free = WIDTH - figures.size() * (MIN_WIDTH + GAP) + GAP;
    List<Map<String, Object>> parts = new ArrayList<>();
    int x = 0;
    for (Figure figure : figures) {
      int width = MIN_WIDTH + (int) ((long) free * figure.count / total);
      parts.add(
          Map.of(
              "code",
              figure.code,
              "name",
              figure.name,
              "count",
              figure.count,
              "x",
              Integer.toString(x),
              "width",
              Integer.toString(width)));
      x += width + GAP;
    }
    String label =
        figures.stream()
            .map(figure -> figure.name + ": " + ReportText.value(figure.count))
            .collect(Collectors.joining(", "));
    return List.of(Map.of("label", label, "parts", parts));
  }

  List<Map<String, Object>> letters() {
    List<Figure> figures = new ArrayList<>();
    if (report.isPreview()) {
      add(figures, "Passwords to reset", counters.wouldReset());
      add(figures, "Letters to send", counters.wouldSend());
    } else {
      add(figures, "Passwords reset", counters.passwordsReset());
      add(figures, "Letters sent", counters.lettersSent());
      add(figures, "Letters failed", counters.lettersFailed());
    }
    addIfAny(figures, "Letters printed", counters.lettersPrinted());
    addIfAny(
        figures,
        report.isPreview() ? "Passwords to withdraw" : "Passwords withdrawn",
        counters.passwordsWithdrawn());
    add(figures, "No preferred email", counters.noPreferredEmail());
    addIfAny(figures, "Several preferred emails", counters.severalAddresses());
    addIfAny(figures, "Unusable preferred email", counters.unusableAddresses());
    addIfAny(figures, "Opted out", counters.optedOut());
    addIfAny(figures, "Letters given up", counters.lettersGivenUp());
    if (counters.hasUndoneLetters()) {
      add(figures, "Sent by the undone job", counters.undoneLettersSent());
      add(figures, "Perhaps sent by the undone job", counters.undoneLettersUnclear());
      add(
          figures,
          report.isPreview() ? "Owed letters to withdraw" : "Owed letters withdrawn",
          counters.undoneLettersWithdrawn());
    }
    addIfAny(figures, "Addresses bounced earlier", counters.addressesBounced());
    addIfAny(figures, "Letters owed", counters.lettersOwed());
    if (counters.lettersDelivered() + counters.lettersBounced() + counters.lettersComplained()
        > 0) {
      add(
          figures,
          counters.awaitsDeliveries() ? "Letters delivered so far" : "Letters delivered",
          counters.lettersDelivered());
      add(figures, "Letters bounced", counters.lettersBounced());
      add(figures, "Marked as spam", counters.lettersComplained());
    }
    return results(figures);
  }

  private static void add(List<Figure> figures, String name, int count) {
    figures.add(new Figure("", name, count));
  }

  private static void addIfAny(List<Figure> figures, String name, int count) {
    if (count > 0) {
      add(figures, name, count);
    }
  }
}
