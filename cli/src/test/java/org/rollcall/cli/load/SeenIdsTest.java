package org.rollcall.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rollcall.user.PrimaryId;

/** The IDs of a load. */
class SeenIdsTest {

  @Test
  void ids_ofALargeLoad_shouldEachBeNewOnce() {
    SeenIds seen = new SeenIds();
    int repeated = 0;
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 100_000; i++) {
        repeated += seen.add(PrimaryId.of("student" + i)) ? 0 : 1;
      }
    }

    assertThat(repeated).isEqualTo(100_000);
  }

  @Test
  void ids_inUpperAndLowerCase_shouldBeEqual() {
    SeenIds seen = new SeenIds();

    assertThat(seen.add(PrimaryId.of("Anna"))).isTrue();
    assertThat(seen.add(PrimaryId.of("ANNA"))).isFalse();
  }
}
