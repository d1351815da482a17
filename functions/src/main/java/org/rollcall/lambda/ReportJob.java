package org.rollcall.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.rollcall.aws.Work;
import org.rollcall.report.Report;
import org.rollcall.report.Reporting;

/** The state "Report job": {@link Reporting}. */
public final class ReportJob implements RequestStreamHandler {

  private final Wiring wiring;

  /** Made by Lambda. */
  public ReportJob() {
    this(Wiring.ofEnvironment());
  }

  public ReportJob(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    Exchange.answer(in, out, Reporting.Request.class, this::report);
  }

  private Report.Summary report(Reporting.Request request) {
    Work work = new Work();
    return new Reporting(wiring.users(work), wiring.bucket(work), wiring.clock(), work)
        .report(request);
  }
}
