package org.rollcall.cli.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.cli.stack.Stack;
import org.rollcall.id.JobId;
import org.rollcall.job.Job;
import org.rollcall.job.JobClaim;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderException;
import org.rollcall.json.Json;
import org.rollcall.report.Counters;
import org.rollcall.report.Report;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Reads the summaries of jobs: of each job its {@code job.json} and the claim of its undo, and the
 * report of one that is not running. Step Functions is asked about jobs that have neither file.
 */
public final class JobSummaries {

  private final Stack stack;
  private final String flag;

  public JobSummaries(Stack stack) {
    this.stack = stack;
    this.flag = stack.cliFlag();
  }

  /**
   * The summary of one job.
   *
   * @throws org.rollcall.cli.command.CommandException if there is no such job
   */
  public JobSummary read(String id) {
    return read(new JobList(stack).entry(JobFinder.require(stack, id)));
  }

  JobSummary read(JobList.Entry entry) {
    Optional<JobFolder> folder =
        JobId.parse(entry.id()).map(id -> new JobFolder(stack.bucket(), id));
    try {
      boolean isRunning =
          entry
              .execution()
              .filter(execution -> execution.status() == ExecutionStatus.RUNNING)
              .isPresent();
      Optional<JobSummary> reported =
          isRunning
              ? Optional.empty()
              : folder
                  .flatMap(found -> found.find("report.json", Report.class))
                  .map(report -> reported(entry, report));
      return reported
          .or(() -> folder.flatMap(JobFolder::findJob).map(job -> accepted(entry, job, isRunning)))
          .orElseGet(() -> notAccepted(entry, isRunning));
    } catch (JobFolderException e) {
      return summary(entry, JobSummary.UNREADABLE, NextCommand.rebuild(entry.id(), flag));
    }
  }

  private static boolean isStopped(JobList.Entry entry) {
    return entry
        .execution()
        .filter(execution -> execution.status() == ExecutionStatus.ABORTED)
        .isPresent();
  }

  private JobSummary reported(JobList.Entry entry, Report report) {
    Counters counters = report.counters();
    Optional<JobId> undoneBy = NextCommand.undoOf(report, stack);
    return new JobSummary(
        entry.id(),
        entry.started(),
        Optional.of(report.jobName()),
        Optional.of(KindWord.of(report)),
        Stream.of(report.previewedBy(), report.confirmedBy(), Optional.of(report.initiatedBy()))
            .flatMap(Optional::stream)
            .distinct()
            .toList(),
        report.status().name(),
        Optional.of(counters.members()),
        Optional.of(counters.updated() + counters.wouldChange()),
        Optional.of(counters.lettersOwed()),
        report.undoOf().map(JobId::value),
        undoneBy.filter(undo -> !report.changedNothing()).map(JobId::value),
        isStopped(entry),
        NextCommand.after(report, undoneBy, stack));
  }

  private JobSummary accepted(JobList.Entry entry, Job job, boolean isRunning) {
    return new JobSummary(
        entry.id(),
        entry.started(),
        Optional.of(job.request().jobName()),
        Optional.of(KindWord.of(job)),
        job.execution().basis().operators(),
        isRunning ? JobSummary.RUNNING : JobSummary.NO_REPORT,
        Optional.of(job.set().members()),
        Optional.empty(),
        Optional.empty(),
        job.execution().undo().map(undo -> undo.undone().jobId().value()),
        JobClaim.undoOf(job.jobId(), stack.bucket()).map(JobId::value),
        isStopped(entry),
        List.of(
            isRunning
                ? NextCommand.stop(entry.id(), flag)
                : NextCommand.rebuild(entry.id(), flag)));
  }

  private JobSummary notAccepted(JobList.Entry entry, boolean isRunning) {
    if (entry.execution().isEmpty()) {
      return summary(entry, JobSummary.NOT_ACCEPTED);
    }
    DescribeExecutionResponse execution = describe(entry.execution().get());
    JsonNode input = input(execution);
    boolean isRejected = "JobRejected".equals(execution.error());
    return new JobSummary(
        entry.id(),
        entry.started(),
        Optional.of(input.path("job_name").asText()).filter(name -> !name.isEmpty()),
        Optional.of(KindWord.of(input)),
        Stream.of(input.path("initiated_by").asText()).filter(id -> !id.isEmpty()).toList(),
        isRunning ? JobSummary.RUNNING : isRejected ? JobSummary.REJECTED : JobSummary.NOT_ACCEPTED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        isStopped(entry),
        isRunning ? List.of(NextCommand.stop(entry.id(), flag)) : List.of());
  }

  private DescribeExecutionResponse describe(ExecutionListItem execution) {
    return stack
        .states()
        .describeExecution(request -> request.executionArn(execution.executionArn()));
  }

  private static JsonNode input(DescribeExecutionResponse execution) {
    try {
      return Json.MAPPER.readTree(String.valueOf(execution.input()));
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static JobSummary summary(JobList.Entry entry, String status, NextCommand... next) {
    return new JobSummary(
        entry.id(),
        entry.started(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        status,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        isStopped(entry),
        List.of(next));
  }
}
