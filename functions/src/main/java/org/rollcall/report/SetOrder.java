package org.rollcall.report;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts the members that a job held back between those that it processed, so that all are in the
 * set's order. The processed members are spread evenly. See D-163.
 */
final class SetOrder {

  private final Iterator<String> heldBack;
  private final int size;
  private final int processedSize;
  private int processed;
  private int passed;

  /**
   * The order of a job's members.
   *
   * @param heldBack their primary IDs, in the set's order
   * @param processedSize the number of the other members
   */
  SetOrder(List<String> heldBack, int processedSize) {
    this.heldBack = heldBack.iterator();
    this.size = heldBack.size() + processedSize;
    this.processedSize = processedSize;
  }

  /** Passes the held-back members before the next processed member. */
  void next(Consumer<String> consumer) {
    passUntil((int) ((long) processed * size / processedSize), consumer);
    processed++;
    passed++;
  }

  /** Passes the held-back members after the last processed member. */
  void end(Consumer<String> consumer) {
    passUntil(size, consumer);
  }

  private void passUntil(int position, Consumer<String> consumer) {
    while (passed < position && heldBack.hasNext()) {
      consumer.accept(heldBack.next());
      passed++;
    }
  }
}
