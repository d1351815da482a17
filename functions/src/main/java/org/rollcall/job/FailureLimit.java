package org.rollcall.job;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;
import org.rollcall.job.JobFolder.Page;

/** Counts a chunk's failures, and says when the job has had too many to go on. */
public final class FailureLimit {

  private final JobFolder folder;
  private final OptionalInt most;
  private final Page page;
  private final int chunk;
  private OptionalInt elsewhere = OptionalInt.empty();
  private int here;

  public FailureLimit(Job job, JobFolder folder, Page page, int chunk) {
    this.folder = requireNonNull(folder, "folder is null");
    this.most = job.maxFailures();
    this.page = requireNonNull(page, "page is null");
    this.chunk = chunk;
  }

  public void failed() {
    here++;
  }

  /** Whether it is exceeded; a job without a limit asks nobody how many have failed. */
  public boolean isExceeded() {
    return most.isPresent() && elsewhere() + here > most.getAsInt();
  }

  /** How many had failed in other chunks when this was first asked. */
  private int elsewhere() {
    if (elsewhere.isEmpty()) {
      elsewhere = OptionalInt.of(folder.failuresBeside(page, chunk));
    }
    return elsewhere.getAsInt();
  }

  /** How many objects {@link #tell} will put. */
  public int puts() {
    return most.isPresent() && here > 0 ? 1 : 0;
  }

  /** Tells the chunks to come; only once the ledger is written, which matters more. */
  public void tell() {
    if (puts() > 0) {
      folder.writeFailures(page, chunk, here);
    }
  }
}
