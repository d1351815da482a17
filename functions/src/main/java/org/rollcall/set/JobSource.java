package org.rollcall.set;

import java.util.List;
import java.util.Optional;
import org.rollcall.error.Faults;

/** Finds the members of earlier jobs. */
@FunctionalInterface
public interface JobSource {

  /** Finds nobody, for readers that only need the IDs that sets list. */
  JobSource NOBODY = (set, path, faults) -> Optional.empty();

  /**
   * The members of a job.
   *
   * @param path where the job is named
   * @return empty if there are errors, which are added
   */
  Optional<Found> find(JobSet set, String path, Faults faults);

  /**
   * The members of a job.
   *
   * @param primaryIds in the order of the job's set
   * @param ignored see {@link SetDefinition#ignored}
   * @param privateTo the only user whose jobs may use the members; empty for everyone
   */
  record Found(List<String> primaryIds, List<String> ignored, Optional<String> privateTo) {
    public Found {
      primaryIds = List.copyOf(primaryIds);
      ignored = List.copyOf(ignored);
    }
  }
}
