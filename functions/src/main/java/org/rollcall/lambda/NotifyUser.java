package org.rollcall.lambda;

import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.letter.Letter;
import org.rollcall.notify.ChunkNotification;

/** The state "Notify users": {@link ChunkNotification}. */
public final class NotifyUser extends JsonRequestHandler<ChunkNotification.Request> {

  /** For {@link SnapshotPriming}. */
  static final String EXAMPLE =
      """
      {"job_id": "20260101-000000-example-aaaa", "chunk": 1, "letters_due": 1,
       "started": "2026-01-01T00:00:00Z"}
      """;

  private final Wiring wiring;
  private final JobCache<Notice> notices;

  /** The data that all chunks of a job share. */
  private record Notice(Job job, Letter letter) {

    static Notice read(JobFolder folder) {
      return new Notice(folder.readJob(), new Letter(folder.readLetter()));
    }
  }

  /** For Lambda. */
  public NotifyUser() {
    this(Wiring.ofEnvironment());
    SnapshotPriming.register(NotifyUser::new, EXAMPLE);
  }

  public NotifyUser(Wiring wiring) {
    super(ChunkNotification.Request.class);
    this.wiring = wiring;
    this.notices = new JobCache<>(wiring.clock());
  }

  @Override
  Object handle(ChunkNotification.Request request) {
    Notice notice = notices.get(request.jobId(), () -> Notice.read(wiring.folder(request.jobId())));
    return new ChunkNotification(
            notice.job(),
            notice.letter(),
            wiring.users(notice.job()),
            wiring.bucket(),
            wiring.letterCredentials(),
            wiring.mailer(notice.job()),
            wiring.clock(),
            wiring.sleeper())
        .notify(request);
  }
}
