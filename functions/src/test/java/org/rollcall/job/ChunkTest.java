package org.rollcall.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.user.PrimaryId;

class ChunkTest {

  private static List<PrimaryId> members(int count) {
    return IntStream.range(0, count).mapToObj(i -> PrimaryId.of("S" + i)).toList();
  }

  private static Pacing pacing(int lanes, boolean hasLetters) {
    return hasLetters
        ? new Pacing(lanes, OptionalInt.of(lanes), OptionalLong.empty())
        : Pacing.withoutLetters(lanes);
  }

  @ParameterizedTest(name = "{0} members, {1} lanes, letters: {2}, in {3} chunks")
  @CsvSource({
    "1, 40, false, 1",
    "11, 4, false, 4",
    "250, 40, false, 40",
    "400, 4, false, 4",
    "401, 4, false, 8",
    "2000, 40, false, 40",
    "4001, 40, false, 80",
    "100000, 40, false, 1000",
    "1, 14, true, 1",
    "1000, 14, true, 1000",
    "1001, 14, true, 501",
    "2001, 40, true, 667",
    "50001, 40, true, 1001",
    "125000, 1, true, 2500"
  })
  void chunks_shouldContainEachMemberOnceInOrder(
      int count, int lanes, boolean hasLetters, int chunks) {
    List<PrimaryId> members = members(count);
    List<Chunk> divided = Chunk.divide(members, pacing(lanes, hasLetters));
    assertThat(divided).hasSize(chunks);
    assertThat(divided.stream().flatMap(chunk -> chunk.members().stream()).toList())
        .isEqualTo(members.stream().map(PrimaryId::toString).toList());
    assertThat(divided.stream().map(Chunk::chunk).toList())
        .isEqualTo(IntStream.rangeClosed(1, chunks).boxed().toList());
  }

  @ParameterizedTest(name = "{0} lanes, letters: {1}")
  @CsvSource({"1, false", "7, true", "14, true", "40, false", "40, true"})
  void chunks_shouldHaveNearlyTheSameSizeWithinTheLimit(int lanes, boolean hasLetters) {
    for (int count = 1; count < 20_000; count = count * 3 / 2 + 1) {
      IntSummaryStatistics sizes =
          Chunk.divide(members(count), pacing(lanes, hasLetters)).stream()
              .mapToInt(chunk -> chunk.members().size())
              .summaryStatistics();
      assertThat(sizes.getMax() - sizes.getMin()).isLessThanOrEqualTo(1);
      assertThat(sizes.getMax()).isLessThanOrEqualTo(hasLetters ? 50 : 100);
      assertThat(sizes.getMin()).isPositive();
    }
  }

  @Test
  void noMembers_shouldMakeNoChunks() {
    assertThat(Chunk.divide(List.of(), Pacing.withoutLetters(40))).isEmpty();
  }
}
