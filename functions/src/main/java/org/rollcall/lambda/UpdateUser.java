package org.rollcall.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.rollcall.job.Job;
import org.rollcall.update.ChunkUpdate;

/** The state "Update users": {@link ChunkUpdate}. */
public final class UpdateUser implements RequestStreamHandler {

  private final Wiring wiring;
  private final JobCache<Job> jobs = new JobCache<>();

  /** For Lambda. */
  public UpdateUser() {
    this(Wiring.ofEnvironment());
  }

  public UpdateUser(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonRequestHandler.handle(in, out, ChunkUpdate.Request.class, this::update);
  }

  private ChunkUpdate.Updated update(ChunkUpdate.Request request) {
    Job job = jobs.get(request.jobId(), () -> wiring.folder(request.jobId()).readJob());
    return new ChunkUpdate(
            job, wiring.users(), wiring.bucket(), wiring.clock(), ChunkUpdate.TIME_BUDGET)
        .update(request);
  }
}
