package org.rollcall.job;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.rollcall.aws.Bucket;
import org.rollcall.job.JobLedger.Page;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.LastChange;
import org.rollcall.user.state.LastChange.PageReference;

/**
 * Tells whether ledgers contain the changes that earlier jobs made to users. It reads each page
 * once: the users of a chunk usually come from few pages. See D-173.
 */
public final class RecordedChanges {

  private final Bucket bucket;
  private final Map<PageReference, Set<PrimaryId>> pages = new HashMap<>();
  private int requests;

  public RecordedChanges(Bucket bucket) {
    this.bucket = bucket;
  }

  /**
   * Whether a change need not stay on the user's item: its page contains it, or the job's folder
   * was deleted, so that the job cannot be undone any more.
   */
  public boolean contain(PrimaryId user, LastChange change) {
    PageReference page = change.page();
    return pages.computeIfAbsent(page, this::usersOf).contains(user) || isDeleted(page);
  }

  private Set<PrimaryId> usersOf(PageReference page) {
    requests++;
    return new JobLedger(folder(page))
        .read(Page.OUTCOMES, page.chunk()).entries().stream()
            .filter(outcome -> !outcome.changes().isEmpty())
            .map(outcome -> PrimaryId.of(outcome.primaryId()))
            .collect(Collectors.toSet());
  }

  private boolean isDeleted(PageReference page) {
    try {
      requests++;
      return !JobClaim.isAccepted(page.job(), bucket);
    } catch (JobFolderException e) {
      return false;
    }
  }

  /** The number of requests to S3 so far. */
  public int requests() {
    return requests;
  }

  private JobFolder folder(PageReference page) {
    return new JobFolder(bucket, page.job().jobId());
  }
}
