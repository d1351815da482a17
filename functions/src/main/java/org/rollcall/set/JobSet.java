package org.rollcall.set;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Optional;
import org.rollcall.json.Fields;

/** Members of earlier jobs, as an input or a set of the type {@code JOB} names them. */
public record JobSet(Source source, Members members) {

  /** How the jobs are named. */
  public sealed interface Source {}

  /**
   * A job, with its retries and continuations.
   *
   * @param id the ID of any of them, as the input has it
   */
  public record OfId(String id) implements Source {

    @Override
    public String toString() {
      return id;
    }
  }

  /**
   * All jobs of a name that started on a day. See D-197.
   *
   * @param daysAgo how many days before the new job; 0 for the same day
   */
  public record OfName(String name, int daysAgo) implements Source {

    /** The day on which the jobs started. */
    public LocalDate day(LocalDate today) {
      return today.minusDays(daysAgo);
    }

    @Override
    public String toString() {
      return switch (daysAgo) {
        case 0 -> name + ", today";
        case 1 -> name + ", yesterday";
        default -> name + ", " + daysAgo + " days ago";
      };
    }
  }

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
    Optional<Source> job = set.required("job", key -> source(set, key));
    Optional<Members> members = set.required("members", key -> set.oneOf(key, Members.class));
    return job.flatMap(source -> members.map(chosen -> new JobSet(source, chosen)));
  }

  private static Optional<Source> source(Fields set, String key) {
    JsonNode job = set.node(key);
    if (job.isMissingNode() && set.has(key)) {
      return Optional.empty();
    }
    return set.valueOrObject(
        key,
        job.isContainerNode(),
        id -> set.line(id, SetReader.MAX_NAME_LENGTH).map(OfId::new),
        JobSet::ofName);
  }

  private static Optional<Source> ofName(Fields job) {
    Optional<String> name = job.required("name", key -> job.line(key, SetReader.MAX_NAME_LENGTH));
    int daysAgo = job.count("days_ago").orElse(0);
    job.rejectUnknownKeys();
    return name.map(text -> new OfName(text, daysAgo));
  }

  /** Such as {@code FAILED in 20261122-100000-leavers-a1b2}. */
  @Override
  public String toString() {
    return members + " in " + source;
  }
}
