package org.rollcall.preview;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.Outcome;

/** Seals a preview when its report is made. A seal never changes. */
public final class PreviewSealing {

  private final Job job;
  private final PreviewFolder folder;
  private final Clock clock;
  private final Optional<PreviewSeal> existing;
  private final PreviewDigest digest;
  private boolean isComplete = true;

  /**
   * Begins with a preview whose outcomes are added later, in the set's order.
   *
   * @param members the number of members in chunks
   * @throws org.rollcall.job.JobFolderException if an object is missing or damaged
   */
  public PreviewSealing(Job job, JobFolder folder, int members, Clock clock) {
    this.job = job;
    this.folder = new PreviewFolder(folder);
    this.clock = clock;
    this.existing = this.folder.findSeal();
    this.digest =
        new PreviewDigest(job, job.request().letter().map(letter -> folder.readLetter()), members);
  }

  /**
   * Adds the next member.
   *
   * @param outcome empty if the preview did not reach the member
   */
  public void add(Optional<Outcome> outcome) {
    Optional<Outcome> reached =
        outcome.filter(found -> found.result() != Outcome.Result.NOT_REACHED);
    reached.ifPresent(digest::add);
    isComplete &= reached.isPresent();
  }

  /**
   * Whether {@link #seal} writes a seal.
   *
   * @param isFinal whether the job has come to its end, and no page of its ledger is damaged
   */
  public boolean isDue(boolean isFinal) {
    return existing.isEmpty() && isComplete && isFinal;
  }

  /**
   * The seal, which is written if there is none.
   *
   * @param isFinal whether the job has come to its end, and no page of its ledger is damaged
   * @return empty if members were not reached, so that the preview cannot be confirmed
   */
  public Optional<PreviewSeal> seal(boolean isFinal) {
    if (!isDue(isFinal)) {
      return existing;
    }
    PreviewSeal seal =
        PreviewSeal.of(
            digest.hex(),
            clock.instant().truncatedTo(ChronoUnit.SECONDS),
            job.execution().previewDays());
    folder.writeSeal(seal);
    return Optional.of(seal);
  }
}
