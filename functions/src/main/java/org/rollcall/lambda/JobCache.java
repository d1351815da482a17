package org.rollcall.lambda;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.rollcall.id.JobId;

/**
 * Keeps what a job's folder holds for good, so that a function that does chunk after chunk reads it
 * once. For a few jobs only: the one used longest ago goes first.
 *
 * @param <T> immutable, or safe for use by several threads
 */
final class JobCache<T> {

  private static final int JOBS = 4;

  private final Map<JobId, T> jobs =
      new LinkedHashMap<>(JOBS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<JobId, T> eldest) {
          return size() > JOBS;
        }
      };

  synchronized T get(JobId jobId, Supplier<T> read) {
    T known = jobs.get(jobId);
    if (known == null) {
      known = read.get();
      jobs.put(jobId, known);
    }
    return known;
  }
}
