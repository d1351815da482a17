package org.rollcall.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.rollcall.prepare.JobPreparation;

/** The state "Prepare job": {@link JobPreparation}. */
public final class PrepareJob implements RequestStreamHandler {

  private final Wiring wiring;
  private final JobPreparation.Rules rules;

  /** For Lambda. */
  public PrepareJob() {
    this(Wiring.ofEnvironment());
  }

  public PrepareJob(Wiring wiring) {
    this.wiring = wiring;
    this.rules = wiring.settings().rules();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonRequestHandler.handle(in, out, JobPreparation.Request.class, this::prepare);
  }

  private JobPreparation.Prepared prepare(JobPreparation.Request request) {
    return new JobPreparation(wiring.users(), wiring.bucket(), wiring.mailer(), rules)
        .prepare(request);
  }
}
