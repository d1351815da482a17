package org.rollcall.cli.jobs;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.job.Chunk;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobLedger;
import org.rollcall.job.JobLedger.Page;
import org.rollcall.job.Outcome;
import org.rollcall.user.PrimaryId;

/** Finds the outcome of one member in the ledger of a job. */
public final class MemberOutcome {

  /** The page with the members that no chunk processes. */
  private static final int NOT_PROCESSED = 0;

  private MemberOutcome() {}

  /** The outcome; empty if the job has not reached the user, or the user is no member. */
  public static Optional<Outcome> find(JobFolder folder, PrimaryId user) {
    return find(folder, folder.readChunks(), user);
  }

  static Optional<Outcome> find(JobFolder folder, List<Chunk> chunks, PrimaryId user) {
    JobLedger ledger = new JobLedger(folder);
    Stream<Integer> pages =
        chunks.stream()
            .filter(chunk -> chunk.members().stream().map(PrimaryId::of).anyMatch(user::equals))
            .map(Chunk::chunk);
    return Stream.concat(pages, Stream.of(NOT_PROCESSED))
        .flatMap(page -> ledger.read(Page.OUTCOMES, page).entries().stream())
        .filter(found -> PrimaryId.of(found.primaryId()).equals(user))
        .findFirst();
  }

  /** What the job did to the user's password, in one word; empty if nothing. */
  public static Optional<String> password(Outcome outcome) {
    return outcome
        .credentials()
        .map(change -> change == Outcome.Credentials.RESET ? "reset" : "withdrawn");
  }

  /**
   * What an outcome says beside its changes.
   *
   * @param hasChanges whether the changes are shown too, so that the result is clear
   */
  public static Optional<String> remark(Outcome outcome, boolean hasChanges) {
    String result =
        hasChanges ? "remark" : outcome.result().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return outcome
        .reasonText()
        .map(text -> result + ": " + text.message() + " [" + text.code() + "]")
        .or(() -> Optional.of(result).filter(found -> !hasChanges));
  }
}
