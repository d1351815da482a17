package org.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SetOrderTest {

  /** The positions of processed members are those that docs/job-input.md describes. */
  @Property
  void members_shouldBeInTheSetsOrder(
      @ForAll @IntRange(max = 120) int size, @ForAll @IntRange(min = 1, max = 130) int first) {
    List<String> members = IntStream.range(0, size).mapToObj(i -> "m" + i).toList();
    int count = Math.min(size, first);
    List<String> processed =
        IntStream.range(0, count).mapToObj(i -> members.get(i * size / count)).toList();
    List<String> heldBack = new ArrayList<>(members);
    heldBack.removeAll(processed);

    List<String> ordered = new ArrayList<>();
    SetOrder order = new SetOrder(heldBack, count);
    for (String member : processed) {
      order.next(ordered::add);
      ordered.add(member);
    }
    order.end(ordered::add);

    assertThat(ordered).isEqualTo(members);
  }
}
