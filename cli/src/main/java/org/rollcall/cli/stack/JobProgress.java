package org.rollcall.cli.stack;

import java.util.Optional;

/** Reads how far a job has progressed. */
public interface JobProgress {

  /**
   * Reads the progress.
   *
   * @return empty if the last read was too recent, or if the job is not accepted yet
   */
  Optional<Count> read();

  /**
   * A job's progress.
   *
   * @param members number of users in the job
   * @param done number of users that were processed
   * @param details other counts, as text
   */
  record Count(int members, int done, String details) {}
}
