package org.rollcall.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.MapRunItemCounts;

/** Progress by the item counts of a map run. */
class MapRunProgressTest {

  private static MapRunItemCounts counts(long total, long succeeded, long failed, long running) {
    return MapRunItemCounts.builder()
        .total(total)
        .succeeded(succeeded)
        .failed(failed)
        .timedOut(1L)
        .aborted(0L)
        .running(running)
        .build();
  }

  @Test
  void count_ofChunks_shouldBeConvertedToUsers() {
    JobProgress.Count count = MapRunProgress.count(2_501, counts(834, 100, 2, 40));

    assertThat(count.members()).isEqualTo(2_501);
    assertThat(count.done()).isEqualTo(3 * 103);
    assertThat(count.details()).isEqualTo("103 of 834 chunks ended, 40 running, 3 failed");
  }

  @Test
  void count_shouldNotExceedTheMembers() {
    assertThat(MapRunProgress.count(2_501, counts(834, 833, 0, 0)).done()).isEqualTo(2_501);
    assertThat(MapRunProgress.count(0, counts(0, 0, 0, 0)).done()).isZero();
  }
}
