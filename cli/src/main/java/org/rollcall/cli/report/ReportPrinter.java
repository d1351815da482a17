package org.rollcall.cli.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

  private List<String> lines(Report report) {
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

  /** What remains, and the most sensible next command. */
  private void addNext(Report report, List<String> lines) {
    lines.add("");
    addHeldBack(report, lines);
    report.owedLetters().forEach(owed -> addOwed(lines, owed));
    String remaining = report.remaining().map(members -> members + ". ").orElse("");
    String flag = stack.cliFlag();
    NextCommand next = NextCommand.suggested(NextCommand.after(report, flag), "report", flag);
    lines.add(remaining + next.purpose() + ":");
    lines.add(next.line());
  }

  private static void addHeldBack(Report report, List<String> lines) {
    String next =
        report.continuedBy().map(job -> " They were passed on to the job " + job + ".").orElse("");
    report.heldBack().ifPresent(heldBack -> lines.add(heldBack + "." + next));
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
      lines.add((report.changedNothing() ? "Would be " : "Changes  ") + report.changeSummary());
      String label = "Asked    ";
      for (AskedChange change : report.changes()) {
        lines.add(label + change.text());
        label = " ".repeat(label.length());
      }
    }
    report.letter().ifPresent(type -> lines.add("Letter   " + type));
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
  }

  private static void addLetterCounts(Report report, List<String> lines) {
    Counters counters = report.counters();
    if (report.isPreview()) {
      addCount(lines, counters.wouldSend(), "letters would be sent");
    } else {
      addCount(lines, counters.lettersSent(), "letters sent");
    }
    addCountIfAny(lines, counters.lettersFailed(), "letters failed");
    addCountIfAny(lines, counters.noPreferredEmail(), "not notified: no preferred email address");
    addCountIfAny(
        lines, counters.severalAddresses(), "not notified: several preferred email addresses");
    addCountIfAny(
        lines, counters.unusableAddresses(), "not notified: unusable preferred email address");
    addCountIfAny(lines, counters.optedOut(), "not notified: opted out of these letters");
    addCountIfAny(lines, counters.addressesBounced(), "not notified: an earlier letter bounced");
    addCountIfAny(lines, counters.lettersGivenUp(), "letters given up");
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
