package org.rollcall.cli.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.stack.Stack;
import org.rollcall.local.stack.Shell;
import org.rollcall.report.Counters;
import org.rollcall.report.Report;

/** Prints a job's report: as a summary for people, or as JSON. */
public final class ReportPrinter {

  private final Console console;
  private final boolean json;
  private final Stack stack;

  public ReportPrinter(Console console, boolean json, Stack stack) {
    this.console = console;
    this.json = json;
    this.stack = stack;
  }

  public void print(Report report) {
    if (json) {
      console.printJson(report);
    } else {
      lines(report).forEach(console::print);
    }
  }

  private List<String> lines(Report report) {
    Counters counters = report.counters();
    List<String> lines = new ArrayList<>();
    lines.add(report.jobName());
    lines.add(report.status() + ": " + report.status().words());
    report
        .testTo()
        .ifPresent(to -> lines.add("A test: nobody was changed, and the letters went to " + to));
    lines.add("");
    count(lines, counters.members(), "members" + duplicates(report));
    count(lines, counters.updated(), "updated");
    count(lines, counters.unchanged(), "unchanged");
    if (counters.skipped() > 0) {
      count(lines, counters.skipped(), "skipped");
    }
    if (counters.notFound() > 0) {
      count(lines, counters.notFound(), "not found");
    }
    if (counters.failed() > 0) {
      count(lines, counters.failed(), "failed");
    }
    if (counters.notReached() > 0) {
      count(lines, counters.notReached(), "not reached");
    }
    count(lines, counters.passwordsReset(), "passwords reset");
    count(lines, counters.lettersSent(), "letters sent");
    if (counters.lettersFailed() > 0) {
      count(lines, counters.lettersFailed(), "letters failed");
    }
    if (counters.noPreferredEmail() > 0) {
      count(lines, counters.noPreferredEmail(), "without a preferred email, so not told");
    }
    if (counters.optedOut() > 0) {
      count(lines, counters.optedOut(), "opted out of such letters, so not told");
    }
    if (counters.addressesBounced() > 0) {
      count(lines, counters.addressesBounced(), "whose earlier mail came back, so not told");
    }
    if (counters.lettersDelivered() + counters.lettersBounced() + counters.lettersComplained()
        > 0) {
      count(lines, counters.lettersDelivered(), "letters delivered");
      count(lines, counters.lettersBounced(), "letters bounced");
      count(lines, counters.lettersComplained(), "letters complained of");
    }
    report.set().ignored().forEach(ignored -> lines.add("  ignored in the set: " + ignored));
    lines.add("");
    lines.add("Job      " + report.jobId() + " (" + took(report) + ")");
    report.retryOf().ifPresent(job -> lines.add("Retry of " + job));
    lines.add("Report   " + stack.object("jobs/" + report.jobId() + "/report.html"));
    lines.add("Users    " + stack.object("jobs/" + report.jobId() + "/users.csv"));
    if (counters.lettersSent() > 0) {
      stack.inbox().ifPresent(inbox -> lines.add("Letters  " + inbox));
    }
    if (counters.failed() + counters.notReached() > 0) {
      lines.add("Remain   " + stack.object("jobs/" + report.jobId() + "/failed.csv"));
    }
    if (counters.notReached() > 0) {
      lines.add("Why      " + stack.history(report.jobId()));
    }
    report
        .remains()
        .ifPresent(
            remains -> {
              lines.add("");
              lines.add(remains + ". To take them up again:");
              lines.add(
                  "echo "
                      + Shell.quote(report.retryInput())
                      + " | ./rollcall run -"
                      + stack.option());
            });
    return lines;
  }

  private static String duplicates(Report report) {
    int duplicates = report.set().duplicates();
    return duplicates == 0
        ? ""
        : " (and " + duplicates + (duplicates == 1 ? " duplicate)" : " duplicates)");
  }

  private static void count(List<String> lines, int count, String what) {
    lines.add(String.format("%7d  %s", count, what));
  }

  private static String took(Report report) {
    Duration took = Duration.between(report.started(), report.ended());
    return took.toSeconds() < 60
        ? String.format("%d.%d s", took.toSeconds(), took.toMillisPart() / 100)
        : took.toMinutes() + " min " + took.toSecondsPart() + " s";
  }
}
