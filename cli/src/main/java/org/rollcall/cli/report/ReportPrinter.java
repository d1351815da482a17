package org.rollcall.cli.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.jobs.NextCommand;
import org.rollcall.cli.stack.Stack;
import org.rollcall.report.AskedChange;
import org.rollcall.report.Counters;
import org.rollcall.report.OwedLetters;
import org.rollcall.report.Report;

/** Prints a job's report: as a summary for people, or as JSON. */
public record ReportPrinter(Console console, boolean json, Stack stack) {

  public void print(Report report) {
    if (json) {
      console.printJson(report);
    } else {
      lines(report).forEach(console::print);
    }
  }

  /** The summary for people. */
  public List<String> lines(Report report) {
    List<String> lines = new ArrayList<>();
    lines.add(report.jobName());
    lines.add(report.status() + ": " + report.statusLabel());
    if (report.isPreview()) {
      lines.add("Preview: no user was changed, and no letter was sent");
    }
    report
        .testTo()
        .ifPresent(
            to -> lines.add("Test: no user was changed, and the letters were sent to " + to));
    lines.add("");
    addUserCounts(report, lines);
    addLetterCounts(report, lines);
    if (report.hasOtherLanguages()) {
      report.languages().forEach(count -> addCount(lines, count.letters(), count.label()));
    }
    report.set().ignored().forEach(ignored -> lines.add("  ignored in the set: " + ignored));
    addRequest(report, lines);
    lines.add("");
    addLocations(report, lines);
    addNext(report, lines);
    return lines;
  }

  /** What remains, and the most sensible next commands. */
  private void addNext(Report report, List<String> lines) {
    lines.add("");
    report
        .continuedBy()
        .ifPresent(job -> lines.add("The held-back members were passed on to the job " + job));
    report.owedLetters().forEach(owed -> addOwed(lines, owed));
    List<NextCommand> all = NextCommand.after(report, stack);
    List<NextCommand> necessary =
        all.stream().filter(next -> what(next, report).isPresent()).toList();
    if (necessary.isEmpty()) {
      lines.addAll(NextCommand.suggested(all, "report", stack.cliFlag()).lines());
      all.stream()
          .filter(next -> next.action().equals(NextCommand.REDO))
          .forEach(next -> lines.addAll(next.lines()));
    }
    for (NextCommand next : necessary) {
      lines.add(what(next, report).orElseThrow() + ". " + next.purpose() + ":");
      lines.add(next.line());
    }
  }

  /** The members and letters that a command processes; empty if it processes none. */
  private static Optional<String> what(NextCommand next, Report report) {
    return switch (next.action()) {
      case "retry" -> report.remaining();
      case "continue" -> report.heldBack();
      default -> Optional.empty();
    };
  }

  private static void addOwed(List<String> lines, OwedLetters owed) {
    String letters = owed.letters() == 1 ? "1 letter" : owed.letters() + " letters";
    lines.add(letters + " owed: " + owed.message() + " [" + owed.reason() + "]");
    lines.add("  " + owed.next());
  }

  /** What was asked and what the changes did, then what the operator should know. */
  private static void addRequest(Report report, List<String> lines) {
    if (!report.changes().isEmpty()) {
      lines.add("");
      lines.add((report.undoes() ? "Undone   " : "Changes  ") + report.changeSummary());
      String label = "Asked    ";
      for (AskedChange change : report.changes()) {
        lines.add(label + change.text());
        label = " ".repeat(label.length());
      }
    }
    report.warnings().forEach(warning -> lines.add("Warning  " + warning));
    report.letter().ifPresent(type -> lines.add("Letter   " + type));
    if (report.isPreview()) {
      report.forecast().ifPresent(forecast -> lines.add("On AWS   " + forecast.summary()));
    }
    report.remarks().forEach(remark -> lines.add("Remark   " + remark));
  }

  private static void addUserCounts(Report report, List<String> lines) {
    Counters counters = report.counters();
    addCount(lines, counters.members(), "members" + duplicates(report));
    if (report.changedNothing()) {
      addCount(lines, counters.wouldChange(), "would be updated");
    } else {
      addCount(lines, counters.updated(), "updated");
    }
    addCountIfAny(lines, counters.partlyUndone(), "of them only in part");
    addCount(lines, counters.unchanged(), "unchanged");
    addCountIfAny(lines, counters.skipped(), "skipped");
    addCountIfAny(lines, counters.notFound(), "not found");
    addCountIfAny(lines, counters.failed(), "failed");
    addCountIfAny(lines, counters.notReached(), "not reached");
    addCountIfAny(lines, counters.heldBack(), "held back");
    if (report.isPreview()) {
      addCount(lines, counters.wouldReset(), "passwords would be reset");
    } else {
      addCount(lines, counters.passwordsReset(), "passwords reset");
    }
    addCountIfAny(
        lines,
        counters.passwordsWithdrawn(),
        "passwords " + (report.isPreview() ? "would be withdrawn" : "withdrawn"));
  }

  private static void addLetterCounts(Report report, List<String> lines) {
    Counters counters = report.counters();
    if (report.isPreview()) {
      addCount(lines, counters.wouldSend(), "letters would be sent");
    } else {
      addCount(lines, counters.lettersSent(), "letters sent");
    }
    addCountIfAny(lines, counters.lettersPrinted(), "letters printed");
    addCountIfAny(lines, counters.lettersFailed(), "letters failed");
    addCountIfAny(lines, counters.noPreferredEmail(), "not notified: no preferred email address");
    addCountIfAny(
        lines, counters.severalAddresses(), "not notified: several preferred email addresses");
    addCountIfAny(
        lines, counters.unusableAddresses(), "not notified: unusable preferred email address");
    addCountIfAny(lines, counters.optedOut(), "not notified: opted out of these letters");
    addCountIfAny(lines, counters.addressesBounced(), "not notified: an earlier letter bounced");
    addCountIfAny(lines, counters.lettersGivenUp(), "letters given up");
    addCountIfAny(lines, counters.undoneLettersSent(), "letters sent by the undone job");
    addCountIfAny(lines, counters.undoneLettersUnclear(), "letters perhaps sent by the undone job");
    addCountIfAny(
        lines,
        counters.undoneLettersWithdrawn(),
        "owed letters " + (report.isPreview() ? "to withdraw" : "withdrawn"));
    if (counters.lettersDelivered() + counters.lettersBounced() + counters.lettersComplained()
        > 0) {
      addCount(lines, counters.lettersDelivered(), "letters delivered");
      addCount(lines, counters.lettersBounced(), "letters bounced");
      addCount(lines, counters.lettersComplained(), "letters marked as spam");
    }
  }

  private void addLocations(Report report, List<String> lines) {
    Counters counters = report.counters();
    String folder = "jobs/" + report.jobId() + "/";
    lines.add("Job      " + report.jobId() + " (" + duration(report) + ")");
    report.retryOf().ifPresent(job -> lines.add("Retry of " + job));
    report.continueOf().ifPresent(job -> lines.add("Continuation of " + job));
    report
        .confirmOf()
        .ifPresent(
            job -> {
              lines.add("Confirm of " + job);
              lines.add("  previewed by " + report.previewedBy().orElse(""));
              lines.add("  confirmed by " + report.confirmedBy().orElse(""));
            });
    report
        .undoOf()
        .ifPresent(
            job -> lines.add("Undoes   " + job + (report.undoes() ? "" : " (this is a redo)")));
    report.undoneBy().ifPresent(job -> lines.add("Undone by " + job));
    report.previewSha256().ifPresent(digest -> lines.add("Digest   " + digest));
    report.previewExpires().ifPresent(time -> lines.add("Expires  " + time));
    lines.add("Report   " + stack.location(folder + "report.html"));
    lines.add("Users    " + stack.location(folder + "users.csv"));
    if (counters.lettersSent() > 0) {
      stack.inbox().ifPresent(inbox -> lines.add("Letters  " + inbox));
    }
    if (counters.failed() + counters.notReached() > 0) {
      lines.add("Remain   " + stack.location(folder + "failed.csv"));
    }
    if (counters.notReached() > 0) {
      lines.add("Why      " + stack.executionHistory(report.jobId()));
    }
  }

  private static String duplicates(Report report) {
    int duplicates = report.set().duplicates();
    return duplicates == 0
        ? ""
        : " (and " + duplicates + (duplicates == 1 ? " duplicate)" : " duplicates)");
  }

  private static void addCount(List<String> lines, int count, String label) {
    lines.add(String.format("%7d  %s", count, label));
  }

  private static void addCountIfAny(List<String> lines, int count, String label) {
    if (count > 0) {
      addCount(lines, count, label);
    }
  }

  private static String duration(Report report) {
    Duration duration = Duration.between(report.started(), report.ended());
    return duration.toSeconds() < 60
        ? String.format("%d.%d s", duration.toSeconds(), duration.toMillisPart() / 100)
        : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
  }
}
