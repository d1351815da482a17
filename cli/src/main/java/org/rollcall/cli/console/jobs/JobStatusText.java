package org.rollcall.cli.console.jobs;

import java.util.Arrays;
import org.rollcall.cli.jobs.JobSummary;
import org.rollcall.report.Status;

/** The statuses in the list of jobs, in words. */
final class JobStatusText {

  private JobStatusText() {}

  static String of(String status) {
    return switch (status) {
      case JobSummary.RUNNING -> "Running";
      case JobSummary.NO_REPORT -> "Ended without a report";
      case JobSummary.REJECTED -> "Rejected";
      case JobSummary.NOT_ACCEPTED -> "Not accepted";
      case JobSummary.UNREADABLE -> "Unreadable";
      default ->
          Arrays.stream(Status.values())
              .filter(value -> value.name().equals(status))
              .map(Status::label)
              .findFirst()
              .orElse(status);
    };
  }
}
