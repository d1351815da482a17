package org.rollcall.lambda;

import org.rollcall.report.JobReporter;
import org.rollcall.start.Executions;

/** The state "Report job": {@link JobReporter}. */
public final class ReportJob extends JsonRequestHandler<JobReporter.Request> {

  private final JobReporter reporter;

  /** For Lambda. */
  public ReportJob() {
    this(Wiring.ofEnvironment());
  }

  public ReportJob(Wiring wiring) {
    super(JobReporter.Request.class);
    this.reporter =
        new JobReporter(
            wiring.users().readOnly(),
            wiring.bucket(),
            wiring.executions(),
            wiring.clock(),
            Executions.DRAIN_TIME);
  }

  @Override
  Object handle(JobReporter.Request request) {
    return reporter.report(request);
  }
}
