package org.rollcall.job;

import java.util.OptionalInt;
import org.rollcall.job.JobFolder.Page;

/** Counts a chunk's failures, and says when the job has had too many to go on. */
final class FailureLimit {

  private final JobFolder folder;
  private final OptionalInt most;
  private final Page page;
  private final int chunk;
  private final int elsewhere;
  private int here;

  private FailureLimit(JobFolder folder, OptionalInt most, Page page, int chunk, int elsewhere) {
    this.folder = folder;
    this.most = most;
    this.page = page;
    this.chunk = chunk;
    this.elsewhere = elsewhere;
  }

  /** A job without a limit asks nobody how many have failed. */
  static FailureLimit of(Job job, JobFolder folder, Page page, int chunk) {
    int elsewhere = job.maxFailures().isPresent() ? folder.failuresBeside(page, chunk) : 0;
    return new FailureLimit(folder, job.maxFailures(), page, chunk, elsewhere);
  }

  void failed() {
    here++;
  }

  boolean isExceeded() {
    return most.isPresent() && elsewhere + here > most.getAsInt();
  }

  /** How many objects {@link #tell} will put. */
  int puts() {
    return most.isPresent() && here > 0 ? 1 : 0;
  }

  /** Tells the chunks to come; only once the ledger is written, which matters more. */
  void tell() {
    if (puts() > 0) {
      folder.writeFailures(page, chunk, here);
    }
  }
}
