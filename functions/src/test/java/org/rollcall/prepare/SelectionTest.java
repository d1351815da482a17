package org.rollcall.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.user.PrimaryId;

/** Which members a job with {@code limits.first} processes. */
class SelectionTest {

  private static List<PrimaryId> members(int count) {
    return IntStream.range(0, count).mapToObj(i -> PrimaryId.of("m" + i)).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "10, 3, m0 m3 m6",
    "10, 4, m0 m2 m5 m7",
    "1000, 4, m0 m250 m500 m750",
    "5, 1, m0",
    "5, 4, m0 m1 m2 m3",
    "2, 2, m0 m1",
    "2, 9, m0 m1"
  })
  void processedMembers_shouldBeSpreadEvenly(int size, int first, String expected) {
    Selection selection = Selection.of(members(size), OptionalInt.of(first));

    assertThat(selection.processed().stream().map(PrimaryId::toString).toList())
        .containsExactly(expected.split(" "));
    assertThat(selection.heldBack()).hasSize(size - selection.processed().size());
  }

  @Property
  void everyMember_shouldBeProcessedOrHeldBack(
      @ForAll @IntRange(max = 300) int size, @ForAll @IntRange(min = 1, max = 320) int first) {
    List<PrimaryId> members = members(size);
    Selection selection = Selection.of(members, OptionalInt.of(first));

    assertThat(selection.processed()).hasSize(Math.min(size, first)).isSubsetOf(members);
    assertThat(
            Stream.concat(selection.processed().stream(), selection.heldBack().stream()).toList())
        .containsExactlyInAnyOrderElementsOf(members);
    List<Integer> positions = selection.processed().stream().map(members::indexOf).toList();
    int gap = size / Math.max(1, selection.processed().size());
    for (int i = 1; i < positions.size(); i++) {
      assertThat(positions.get(i) - positions.get(i - 1)).isBetween(gap, gap + 1);
    }
  }
}
