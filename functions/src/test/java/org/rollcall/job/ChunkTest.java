package org.rollcall.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.user.PrimaryId;

class ChunkTest {

  private static List<PrimaryId> members(int count) {
    return IntStream.range(0, count).mapToObj(i -> PrimaryId.of("S" + i)).toList();
  }

  @ParameterizedTest(name = "{0} members, letters: {1}, in chunks of {3}")
  @CsvSource({
    "1, false, 1, 1",
    "1000, true, 1000, 1",
    "1001, false, 501, 2",
    "2000, true, 1000, 2",
    "2001, false, 667, 3",
    "50000, true, 1000, 50",
    "50001, true, 1001, 50",
    "50001, false, 981, 51",
    "100000, false, 1000, 100",
    "100001, false, 1001, 100",
    "125000, true, 2500, 50"
  })
  void chunks_shouldContainEachMemberOnceInOrder(
      int count, boolean hasLetters, int chunks, int size) {
    List<PrimaryId> members = members(count);
    List<Chunk> divided = Chunk.divide(members, hasLetters);
    assertThat(divided).hasSize(chunks);
    assertThat(divided.subList(0, chunks - 1))
        .allSatisfy(chunk -> assertThat(chunk.members()).hasSize(size));
    assertThat(divided.get(chunks - 1).members()).hasSizeBetween(1, size);
    assertThat(divided.stream().flatMap(chunk -> chunk.members().stream()).toList())
        .isEqualTo(members.stream().map(PrimaryId::toString).toList());
    assertThat(divided.stream().map(Chunk::chunk).toList())
        .isEqualTo(IntStream.rangeClosed(1, chunks).boxed().toList());
  }

  @Test
  void noMembers_shouldMakeNoChunks() {
    assertThat(Chunk.divide(List.of(), false)).isEmpty();
  }
}
