package org.rollcall.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.letter.Letter;
import org.rollcall.notify.ChunkNotification;

/** The state "Notify users": {@link ChunkNotification}. */
public final class NotifyUser implements RequestStreamHandler {

  private final Wiring wiring;
  private final JobCache<Notice> notices = new JobCache<>();

  /** The data that all chunks of a job share. */
  private record Notice(Job job, Letter letter) {}

  /** For Lambda. */
  public NotifyUser() {
    this(Wiring.ofEnvironment());
  }

  public NotifyUser(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonRequestHandler.handle(in, out, ChunkNotification.Request.class, this::notify);
  }

  private ChunkNotification.Notified notify(ChunkNotification.Request request) {
    Notice notice =
        notices.get(
            request.jobId(),
            () -> {
              JobFolder folder = wiring.folder(request.jobId());
              return new Notice(folder.readJob(), new Letter(folder.readLetter()));
            });
    return new ChunkNotification(
            notice.job(),
            notice.letter(),
            wiring.users(),
            wiring.bucket(),
            wiring.passwords(),
            wiring.mailer(),
            wiring.clock(),
            wiring.sleeper())
        .notify(request);
  }
}
