package org.rollcall.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.rollcall.id.JobId;

class JobCacheTest {

  private static final JobId JOB = new JobId("weekly");

  private Instant now = Instant.parse("2026-11-22T10:00:00Z");

  @Test
  void job_shouldBeReadAgainAfterAnHour() {
    InstantSource time = () -> now;
    JobCache<String> cache = new JobCache<>(time.withZone(ZoneOffset.UTC));

    assertThat(cache.get(JOB, () -> "first")).isEqualTo("first");
    now = now.plus(Duration.ofMinutes(59));
    assertThat(cache.get(JOB, () -> "second")).isEqualTo("first");
    now = now.plus(Duration.ofMinutes(2));
    assertThat(cache.get(JOB, () -> "second")).isEqualTo("second");
  }
}
