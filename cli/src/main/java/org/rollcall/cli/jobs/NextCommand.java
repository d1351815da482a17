package org.rollcall.cli.jobs;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollcall.cli.stack.Stack;
import org.rollcall.id.JobId;
import org.rollcall.job.JobClaim;
import org.rollcall.job.JobFolder;
import org.rollcall.local.stack.Shell;
import org.rollcall.preview.PreviewFolder;
import org.rollcall.report.Report;
import org.rollcall.time.SystemClock;

/**
 * A command that is sensible after another one. In JSON it is the command line.
 *
 * @param action what it does, such as {@code retry}
 * @param purpose why one would run it, such as {@code To retry the job}
 * @param line the complete command line, to copy
 */
public record NextCommand(String action, String purpose, @JsonValue String line) {

  /** The action of the command that does an undone job again. */
  public static final String REDO = "redo";

  /** What can be done with a job that has a report. The first command is the most sensible one. */
  public static List<NextCommand> after(Report report, Stack stack) {
    return after(report, undoOf(report, stack), stack);
  }

  /**
   * The job that has undone a job. For a preview of an undo: that has undone its job since, so that
   * the preview cannot be confirmed. It may be later than what the report says.
   */
  static Optional<JobId> undoOf(Report report, Stack stack) {
    JobId job = report.undoOf().filter(undone -> report.isPreview()).orElse(report.jobId());
    return JobClaim.undoOf(job, stack.bucket());
  }

  /**
   * What can be done with a job.
   *
   * @param undoneBy as in {@link #undoOf}
   */
  static List<NextCommand> after(Report report, Optional<JobId> undoneBy, Stack stack) {
    String id = report.jobId().value();
    String cliFlag = stack.cliFlag();
    String operator = " --as " + Shell.quote(report.initiatedBy());
    List<NextCommand> next = new ArrayList<>();
    if (report.provisionalUntil().isPresent()) {
      next.add(rebuild(id, cliFlag));
    }
    boolean isUndone = undoneBy.isPresent();
    if (report.remaining().isPresent() && !isUndone) {
      next.add(of("retry", "To retry the job", id + operator + cliFlag));
    }
    boolean isOpenPreview = !isUndone && isOpenPreview(report, stack);
    if (isOpenPreview) {
      next.add(confirm(report, operator, cliFlag));
    }
    if (report.heldBack().isPresent()
        && !isUndone
        && JobClaim.continuationOf(report.jobId(), stack.bucket()).isEmpty()) {
      next.add(of("continue", "To continue the job", id + operator + cliFlag));
    }
    if (report.counters().updated() + report.counters().wouldChange() > 0) {
      String purpose = report.changedNothing() ? "To see each change" : "To see what changed";
      next.add(of("diff", purpose, id + cliFlag));
    }
    if (isOpenPreview) {
      next.add(of("discard", "To discard the preview", id + operator + cliFlag));
    }
    next.add(report(id, cliFlag));
    undo(report, undoneBy)
        .map(
            undo ->
                new NextCommand(undo.action(), undo.purpose(), undo.line() + operator + cliFlag))
        .ifPresent(next::add);
    return List.copyOf(next);
  }

  /**
   * The command that undoes a job; for an undo, and for a job that was undone, the one that does
   * the job again. It is never the most sensible one.
   */
  private static Optional<NextCommand> undo(Report report, Optional<JobId> undoneBy) {
    boolean isUndone = undoneBy.isPresent();
    if (report.changedNothing() || (report.undoes() && isUndone)) {
      return Optional.empty();
    }
    if (report.undoes() || isUndone) {
      JobId undo = undoneBy.orElse(report.jobId());
      return Optional.of(new NextCommand(REDO, "To redo the job", "./rollcall undo " + undo));
    }
    return report.counters().updated() > 0
        ? Optional.of(of("undo", "To undo the job", report.jobId().value()))
        : Optional.empty();
  }

  /** A confirm by the person who made the preview, unless a second person is required. */
  private static NextCommand confirm(Report preview, String operator, String cliFlag) {
    boolean needsOther = preview.secondPerson().isPresent();
    return of(
        "confirm",
        needsOther ? "To do exactly this, as another OPERATOR" : "To do exactly this",
        preview.jobId()
            + " --sha256 "
            + preview.previewSha256().orElseThrow()
            + (needsOther ? " --as OPERATOR" : operator)
            + cliFlag);
  }

  /** Whether a job is a preview that can be confirmed. */
  private static boolean isOpenPreview(Report report, Stack stack) {
    JobFolder folder = new JobFolder(stack.bucket(), report.jobId());
    return report.previewExpires().filter(SystemClock.INSTANCE.instant()::isBefore).isPresent()
        && new PreviewFolder(folder).findDiscard().isEmpty()
        && JobClaim.confirmOf(report.jobId(), stack.bucket()).isEmpty();
  }

  /** The most sensible command of a list, other than the one that the user has just run. */
  public static NextCommand suggested(List<NextCommand> next, String current, String cliFlag) {
    return next.stream()
        .filter(command -> !command.action().equals(current))
        .findFirst()
        .orElseGet(() -> jobs(cliFlag));
  }

  static NextCommand jobs(String cliFlag) {
    return new NextCommand("jobs", "To see all jobs", "./rollcall jobs" + cliFlag);
  }

  static NextCommand report(String jobId, String cliFlag) {
    return of("report", "To see its report", jobId + cliFlag);
  }

  /** The command that makes the report of a job. */
  static NextCommand rebuild(String jobId, String cliFlag) {
    return new NextCommand(
        "report --rebuild",
        "To make its report",
        "./rollcall report " + jobId + " --rebuild" + cliFlag);
  }

  static NextCommand stop(String jobId, String cliFlag) {
    return of("stop", "To stop it", jobId + cliFlag);
  }

  static NextCommand moreJobs(String lastJobId, int limit, String cliFlag) {
    return of("jobs", "To see older jobs", "--after " + lastJobId + " --limit " + limit + cliFlag);
  }

  static NextCommand firstJob(String cliFlag) {
    return of("run", "To run a job", "events/first-job.json" + cliFlag);
  }

  private static NextCommand of(String action, String purpose, String arguments) {
    return new NextCommand(action, purpose, "./rollcall " + action + " " + arguments);
  }

  /** Two lines for people: what the command is for, and the command. */
  public List<String> lines() {
    return List.of(purpose + ":", line);
  }

  /** This command after another one, in one line. */
  NextCommand precededBy(String command) {
    return new NextCommand(action, purpose, command + " && " + line);
  }
}
