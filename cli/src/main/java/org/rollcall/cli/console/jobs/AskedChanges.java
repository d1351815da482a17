package org.rollcall.cli.console.jobs;

import java.util.List;
import java.util.Locale;
import org.rollcall.job.Job;
import org.rollcall.report.AskedChange;
import org.rollcall.report.Report;

/**
 * The changes of a job in words, for its pages.
 *
 * @param note what is done with the changes, if they are not made; empty if they are
 */
record AskedChanges(String heading, String note, List<Line> lines) {

  private static final String UNDONE = "The values from before these changes are put back.";

  AskedChanges {
    lines = List.copyOf(lines);
  }

  /**
   * A change.
   *
   * @param count how many users it has changed, and why it has not changed others; empty if that is
   *     not known yet
   */
  record Line(String text, String count) {}

  static AskedChanges of(Report report) {
    List<Line> lines = lines(report);
    if (!report.undoes()) {
      return new AskedChanges("Changes", "", lines);
    }
    return new AskedChanges(
        "Changes that are undone",
        report.isPreview()
            ? "This is what the undone job had changed. The values from before it would be put back."
            : "This is what the undone job had changed. The values from before it are put back.",
        lines);
  }

  /** The changes of a job that has no report. */
  static AskedChanges of(Job job) {
    List<Line> lines =
        job.request().changes().properties().stream()
            .map(change -> new Line(ChangeText.of(change.getKey(), change.getValue()), ""))
            .toList();
    return job.execution().undo().filter(undo -> !undo.isRedo()).isPresent()
        ? new AskedChanges("Changes that are undone", UNDONE, lines)
        : new AskedChanges("Changes", "", lines);
  }

  /** The changes of a job that would be undone. */
  static AskedChanges toUndo(Report report) {
    return new AskedChanges("Changes to undo", UNDONE, lines(report));
  }

  /** The changes of a job that was undone, for the job that makes them again. */
  static AskedChanges again(Report undo) {
    return new AskedChanges(
        "Changes that are made again",
        "",
        lines(undo).stream().map(line -> new Line(line.text(), "")).toList());
  }

  private static List<Line> lines(Report report) {
    return report.changes().stream().map(change -> line(change, report)).toList();
  }

  private static Line line(AskedChange change, Report report) {
    String users =
        String.format(
            Locale.UK, "%,d %s", change.changed(), change.changed() == 1 ? "user" : "users");
    boolean isBefore = report.changedNothing();
    return new Line(
        ChangeText.of(change.change(), change.asked()),
        users
            + (report.undoes()
                ? isBefore ? " would be changed back" : " changed back"
                : isBefore ? " would be changed" : " changed")
            + (report.retryOf().isPresent() ? " in all attempts" : "")
            + change.remark());
  }
}
