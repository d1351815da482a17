package org.rollcall.cli.console.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rollcall.cli.console.jobs.EarlierJobPages.Action;
import org.rollcall.job.Job;
import org.rollcall.job.Undo;
import org.rollcall.report.Counters;
import org.rollcall.report.Report;

/**
 * The sentences of a page that starts a job which goes on with an earlier one.
 *
 * @param report that of the earlier job
 * @param job the earlier job; empty if its file is not there
 */
record EarlierJobText(Action action, Report report, Optional<Job> job) {

  boolean isRedo() {
    return action == Action.UNDO && report.undoOf().isPresent();
  }

  String title() {
    return isRedo() ? "Redo the job?" : action.title();
  }

  /** What the job does. */
  List<String> lead() {
    return switch (action) {
      case RETRY ->
          List.of(
              "The job runs again for the members that failed, were not reached, or are owed a letter"
                  + report.remaining().map(left -> ": " + left).orElse("")
                  + ".",
              "Nothing is done a second time.");
      case CONTINUE ->
          List.of(
              "The job goes on with the members that were held back, or with the next of them.");
      case CONFIRM ->
          List.of(
              "Does exactly what the preview has shown. Users who have changed since are skipped.");
      case UNDO -> List.of(isRedo() ? redo() : undo());
    };
  }

  private String undo() {
    return "Undoes what the job, its retries and its continuations did. What others have changed since"
        + " is left alone."
        + (report.letter().isEmpty() ? "" : " Letters that were sent stay sent.");
  }

  private String redo() {
    List<String> again = new ArrayList<>();
    if (report.changes().stream()
        .anyMatch(change -> resetsPasswords(change.change(), change.asked()))) {
      again.add("issues new passwords");
    }
    if (job.flatMap(undo -> undo.execution().undo()).flatMap(Undo::letter).isPresent()) {
      again.add("sends its letter again");
    }
    return "The undone job is done again."
        + (again.isEmpty() ? "" : " It " + String.join(" and ", again) + ".");
  }

  private static boolean resetsPasswords(String change, JsonNode asked) {
    return change.equals("account_type")
        && asked.path("value").asText().equals("INTERNAL")
        && asked.path("reset_password").asBoolean(true);
  }

  /** The changes of the job, which an undo takes back. */
  AskedChanges asked() {
    return action == Action.UNDO && !isRedo()
        ? AskedChanges.toUndo(report)
        : isRedo() ? AskedChanges.again(report) : AskedChanges.of(report);
  }

  /** Why the job cannot be started. */
  String obstacle() {
    return switch (action) {
      case RETRY -> "There is nothing to retry.";
      case CONTINUE -> "There are no members to continue with, or another job has continued.";
      case CONFIRM ->
          report.previewSha256().isEmpty()
              ? "The preview is not complete, so that it cannot be confirmed."
              : "The preview cannot be confirmed any more: it was confirmed or discarded, it has"
                  + " expired, or the job is no preview.";
      case UNDO -> "There is nothing to undo, or the job was undone before.";
    };
  }

  /** The button that starts the job. That of a confirm says what it does. */
  String button() {
    if (action != Action.CONFIRM) {
      return isRedo() ? "Redo now" : action.button();
    }
    Counters counters = report.counters();
    List<String> parts = new ArrayList<>();
    add(parts, report.undoes() ? "change back" : "change", counters.wouldChange(), "user");
    add(parts, "reset", counters.wouldReset(), "password");
    add(parts, "send", counters.wouldSend(), "letter");
    if (parts.isEmpty()) {
      return action.button();
    }
    String last = parts.remove(parts.size() - 1);
    String text = parts.isEmpty() ? last : String.join(", ", parts) + " and " + last;
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static void add(List<String> parts, String verb, int count, String noun) {
    if (count > 0) {
      parts.add(verb + " " + count(count, noun));
    }
  }

  static String count(int count, String noun) {
    return String.format(Locale.UK, "%,d %s", count, count == 1 ? noun : noun + "s");
  }

  /** Whether staff can be included, which the job has not done itself. */
  boolean hasStaff() {
    return action == Action.UNDO && job.filter(undone -> undone.request().includeStaff()).isEmpty();
  }

  /** Whether a correction letter can be sent. */
  boolean hasCorrection() {
    return action == Action.UNDO && !isRedo() && report.letter().isPresent();
  }
}
