package org.rollcall.local.seams;

import java.util.Set;

/** What happens with one seed. Its text has everything that is needed to analyse a failure. */
interface Seed {

  /**
   * Runs the jobs.
   *
   * @throws AssertionError if an invariant is violated
   */
  void run();

  /** What has happened, to check that the schedules cover it. */
  Set<String> situations();
}
