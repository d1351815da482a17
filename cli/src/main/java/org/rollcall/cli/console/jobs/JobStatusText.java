package org.rollcall.cli.console.jobs;

import java.util.Arrays;
import org.rollcall.cli.jobs.JobSummary;
import org.rollcall.report.Status;

/** The statuses in the list of jobs, in words. */
final class JobStatusText {

  private JobStatusText() {}

  static String of(JobSummary job) {
    String status = job.status();
    boolean isPreview = job.kind().filter("preview"::equals).isPresent();
    return switch (status) {
      case JobSummary.RUNNING -> "Running";
      case JobSummary.NO_REPORT -> job.isStopped() ? "Stopped" : "Ended without a report";
      case JobSummary.REJECTED -> "Rejected";
      case JobSummary.NOT_ACCEPTED -> job.isStopped() ? "Stopped" : "Not accepted";
      case JobSummary.UNREADABLE -> "Unreadable";
      default ->
          Arrays.stream(Status.values())
              .filter(value -> value.name().equals(status))
              .map(value -> value.label(isPreview))
              .findFirst()
              .orElse(status);
    };
  }
}
