package org.rollcall.lambda;

import org.rollcall.job.Job;
import org.rollcall.update.ChunkUpdate;

/** The state "Update users": {@link ChunkUpdate}. */
public final class UpdateUser extends JsonRequestHandler<ChunkUpdate.Request> {

  /** For {@link SnapshotPriming}. */
  static final String EXAMPLE =
      """
      {"job_id": "20260101-000000-example-aaaa", "chunk": 1, "members": ["snapshot-example"]}
      """;

  private final Wiring wiring;
  private final JobCache<Job> jobs;

  /** For Lambda. */
  public UpdateUser() {
    this(Wiring.ofEnvironment());
    SnapshotPriming.register(UpdateUser::new, EXAMPLE);
  }

  public UpdateUser(Wiring wiring) {
    super(ChunkUpdate.Request.class);
    this.wiring = wiring;
    this.jobs = new JobCache<>(wiring.clock());
  }

  @Override
  Object handle(ChunkUpdate.Request request) {
    Job job = jobs.get(request.jobId(), () -> wiring.folder(request.jobId()).readJob());
    return new ChunkUpdate(
            job,
            wiring.users(job),
            wiring.lanes(),
            wiring.bucket(),
            wiring.clock(),
            ChunkUpdate.TIME_BUDGET)
        .update(request);
  }
}
