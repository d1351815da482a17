package org.rollcall.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.rollcall.report.JobReporter;
import org.rollcall.report.Report;

/** The state "Report job": {@link JobReporter}. */
public final class ReportJob implements RequestStreamHandler {

  private final Wiring wiring;

  /** For Lambda. */
  public ReportJob() {
    this(Wiring.ofEnvironment());
  }

  public ReportJob(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonRequestHandler.handle(in, out, JobReporter.Request.class, this::report);
  }

  private Report.Summary report(JobReporter.Request request) {
    return new JobReporter(wiring.users(), wiring.bucket(), wiring.clock()).report(request);
  }
}
