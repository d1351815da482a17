package org.rollcall.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.rollcall.aws.Usage;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.letter.Letter;
import org.rollcall.notify.ChunkNotification;

/** The state "Notify users": {@link ChunkNotification}. */
public final class NotifyUser implements RequestStreamHandler {

  private final Wiring wiring;
  private final JobCache<Notice> notices = new JobCache<>();

  /** What is the same for all chunks of a job. */
  private record Notice(Job job, Letter letter) {}

  /** Made by Lambda. */
  public NotifyUser() {
    this(Wiring.ofEnvironment());
  }

  public NotifyUser(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonRequestHandler.answer(in, out, ChunkNotification.Request.class, this::notify);
  }

  private ChunkNotification.Notified notify(ChunkNotification.Request request) {
    Usage work = new Usage();
    Notice notice =
        notices.get(
            request.jobId(),
            () -> {
              JobFolder folder = wiring.folder(request.jobId(), work);
              return new Notice(folder.readJob(), new Letter(folder.readLetter()));
            });
    return new ChunkNotification(
            notice.job(),
            notice.letter(),
            wiring.users(work),
            wiring.bucket(work),
            wiring.passwords(work),
            wiring.mailer(work),
            wiring.clock(),
            wiring.pause(),
            work)
        .notify(request);
  }
}
