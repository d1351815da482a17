package org.rollcall.notify;

import java.util.Optional;
import org.rollcall.job.Job;
import org.rollcall.letter.Letter;
import org.rollcall.letter.LetterContext;
import org.rollcall.letter.RenderedLetter;
import org.rollcall.update.BeforeImages;
import org.rollcall.update.UserUpdate;
import org.rollcall.user.User;
import org.rollcall.user.store.StoredUser;

/** The letter that a member would get from a job, with bullets instead of the password or token. */
public final class LetterDraft {

  private final Job job;
  private final Letter letter;
  private final UserUpdate update;

  /**
   * The letters of a job.
   *
   * @param images in an undo: what the undone job did to the members
   */
  public LetterDraft(Job job, Letter letter, BeforeImages images) {
    this.job = job;
    this.letter = letter;
    this.update = new UserUpdate(job.execution(), job.request(), images);
  }

  /** The values of the letter, as they are after the job's changes. */
  public LetterContext context(StoredUser stored) {
    return new LetterContext(
        userAfterJob(stored), job.request().jobName(), job.request().day(), credentials());
  }

  /**
   * Renders the letter in the user's language.
   *
   * @throws org.rollcall.user.BrokenRecordException if the record has a value that cannot be
   *     rendered
   */
  public RenderedLetter render(StoredUser stored) {
    return letter.render(context(stored));
  }

  /** A user as the letter describes it. */
  public User userAfterJob(StoredUser stored) {
    return update.decide(stored).write().map(StoredUser::user).orElse(stored.user());
  }

  Optional<LetterContext.Credentials> credentials() {
    return job.request().sendsCredentials()
        ? Optional.of(
            LetterContext.Credentials.masked(
                job.request().credential(),
                job.request()
                    .credentialExpires(
                        job.execution().started(), job.execution().credentialsExpire())))
        : Optional.empty();
  }
}
