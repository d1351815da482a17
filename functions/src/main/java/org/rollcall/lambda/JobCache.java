package org.rollcall.lambda;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.rollcall.id.JobId;

/**
 * Caches the unchanging objects of a job's folder between invocations, so that a function reads
 * them once for all chunks. When the cache is full, it removes the least recently used job.
 *
 * @param <T> immutable or thread-safe
 */
final class JobCache<T> {

  private static final int MAX_JOBS = 4;

  private final Map<JobId, T> jobs =
      new LinkedHashMap<>(MAX_JOBS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<JobId, T> eldest) {
          return size() > MAX_JOBS;
        }
      };

  synchronized T get(JobId jobId, Supplier<T> read) {
    return jobs.computeIfAbsent(jobId, id -> read.get());
  }
}
