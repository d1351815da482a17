package org.rollcall.set;

import java.util.Optional;
import org.rollcall.json.Fields;

/**
 * Members of an earlier job, as an input or a set of the type {@code JOB} names them.
 *
 * @param job the ID of any job with the same root, as the input has it
 */
public record JobSet(String job, Members members) {

  /** Which members of the job, with its retries and continuations. */
  public enum Members {
    /** All members of the jobs. */
    ALL,
    /** The users that one of the jobs changed; in a preview, those it would change. */
    UPDATED,
    /** Those who had all changes already. */
    UNCHANGED,
    /** The users that the rules exclude. */
    SKIPPED,
    /** Those who did not exist. */
    NOT_FOUND,
    /** Those who could not be changed. */
    FAILED,
    /** The users that the jobs did not reach, because they stopped. */
    NOT_REACHED,
    /** The users who got a letter that did not bounce. */
    SENT,
    /** The users whose letter was printed, to be sent by post. */
    PRINTED,
    /** The users who are owed a letter, because it was not sent or did not arrive. */
    OWED,
    /** Those whose letter bounced permanently, or was not delivered for another reason. */
    BOUNCED,
    /** Those who have not signed in with the password that the job issued. */
    NOT_SIGNED_IN;

    /** Whether the members are known by letters and passwords, which a preview does not have. */
    public boolean needsRun() {
      return switch (this) {
        case SENT, PRINTED, OWED, BOUNCED, NOT_SIGNED_IN -> true;
        default -> false;
      };
    }
  }

  /** Reads the keys {@code job} and {@code members}, and adds all their errors. */
  static Optional<JobSet> read(Fields set) {
    Optional<String> job =
        set.required("job", key -> set.line(key, SetReader.MAX_NAME_LENGTH)).map(String::strip);
    Optional<Members> members = set.required("members", key -> set.oneOf(key, Members.class));
    return job.flatMap(id -> members.map(chosen -> new JobSet(id, chosen)));
  }

  /** Such as {@code FAILED in 20261122-100000-leavers-a1b2}. */
  @Override
  public String toString() {
    return members + " in " + job;
  }
}
