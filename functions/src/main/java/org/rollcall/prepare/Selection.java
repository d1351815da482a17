package org.rollcall.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.rollcall.user.PrimaryId;

/**
 * The members that a job processes, and those that it holds back. Both are in the set's order. See
 * D-163.
 */
record Selection(List<PrimaryId> processed, List<PrimaryId> heldBack) {

  Selection {
    processed = List.copyOf(processed);
    heldBack = List.copyOf(heldBack);
  }

  /**
   * Selects members that are spread evenly.
   *
   * @param first the number of members to process; empty for all
   */
  static Selection of(List<PrimaryId> members, OptionalInt first) {
    int size = members.size();
    int count = Math.min(first.orElse(size), size);
    List<PrimaryId> processed = new ArrayList<>();
    List<PrimaryId> heldBack = new ArrayList<>();
    for (PrimaryId member : members) {
      int position = processed.size() + heldBack.size();
      boolean isNext = position == (long) processed.size() * size / Math.max(count, 1);
      (isNext && processed.size() < count ? processed : heldBack).add(member);
    }
    return new Selection(processed, heldBack);
  }

  /** Whether members are held back. */
  boolean isPartial() {
    return !heldBack.isEmpty();
  }
}
