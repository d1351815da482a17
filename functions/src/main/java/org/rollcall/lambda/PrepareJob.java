package org.rollcall.lambda;

import org.rollcall.prepare.JobPreparation;

/** The state "Prepare job": {@link JobPreparation}. */
public final class PrepareJob extends JsonRequestHandler<JobPreparation.Request> {

  private final JobPreparation preparation;

  /** For Lambda. */
  public PrepareJob() {
    this(Wiring.ofEnvironment());
  }

  public PrepareJob(Wiring wiring) {
    super(JobPreparation.Request.class);
    this.preparation =
        new JobPreparation(
            wiring.users(), wiring.bucket(), wiring.mailer(), wiring.settings().rules());
  }

  @Override
  Object handle(JobPreparation.Request request) {
    return preparation.prepare(request);
  }
}
