package org.rollcall.lambda;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.rollcall.id.JobId;

/**
 * Caches the unchanging objects of a job's folder between invocations, so that a function reads
 * them once for all chunks. When the cache is full, it removes the least recently used job. After
 * {@link #MAX_AGE}, a job is read again, because another job may have its ID then. See D-155.
 *
 * @param <T> immutable or thread-safe
 */
final class JobCache<T> {

  private static final int MAX_JOBS = 4;

  /** Shorter than the time after which a job's folder is deleted. */
  private static final Duration MAX_AGE = Duration.ofHours(1);

  private final Clock clock;

  private final Map<JobId, Entry<T>> jobs =
      new LinkedHashMap<>(MAX_JOBS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<JobId, Entry<T>> eldest) {
          return size() > MAX_JOBS;
        }
      };

  private record Entry<T>(T value, Instant end) {}

  JobCache(Clock clock) {
    this.clock = clock;
  }

  synchronized T get(JobId jobId, Supplier<T> read) {
    Instant now = clock.instant();
    jobs.values().removeIf(entry -> now.isAfter(entry.end()));
    return jobs.computeIfAbsent(jobId, id -> new Entry<>(read.get(), now.plus(MAX_AGE))).value();
  }
}
