package org.rollcall.lambda;

import org.rollcall.prepare.JobPreparation;

/** The state "Prepare job": {@link JobPreparation}. */
public final class PrepareJob extends JsonRequestHandler<JobPreparation.Request> {

  private final Wiring wiring;
  private final JobPreparation.Rules rules;

  /** For Lambda. */
  public PrepareJob() {
    this(Wiring.ofEnvironment());
  }

  public PrepareJob(Wiring wiring) {
    super(JobPreparation.Request.class);
    this.wiring = wiring;
    this.rules = wiring.settings().rules();
  }

  @Override
  Object handle(JobPreparation.Request request) {
    JobPreparation.Rules current = rules.within(wiring.concurrency());
    JobPreparation.Prepared prepared =
        new JobPreparation(
                wiring.users().readOnly(),
                wiring.bucket(),
                wiring.mailer().closed(),
                wiring::executions,
                current)
            .prepare(request);
    // Checked last, so that a rejected job does not wait. An accepted job is not prepared again.
    if (!wiring.snapshotsReady().test(prepared.sendsLetters())) {
      throw new FunctionsNotReadyException();
    }
    return prepared;
  }
}
