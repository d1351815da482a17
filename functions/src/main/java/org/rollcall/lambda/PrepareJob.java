package org.rollcall.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.rollcall.aws.Work;
import org.rollcall.job.Preparation;

/** The state "Prepare job": {@link Preparation}. */
public final class PrepareJob implements RequestStreamHandler {

  private final Wiring wiring;
  private final Preparation.Rules rules;

  /** Made by Lambda. */
  public PrepareJob() {
    this(Wiring.ofEnvironment());
  }

  public PrepareJob(Wiring wiring) {
    this.wiring = wiring;
    this.rules = wiring.settings().rules();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    Exchange.answer(in, out, Preparation.Request.class, this::prepare);
  }

  private Preparation.Prepared prepare(Preparation.Request request) {
    Work work = new Work();
    return new Preparation(
            wiring.users(work), wiring.bucket(work), wiring.mailer(work), rules, work)
        .prepare(request);
  }
}
