package org.rollcall.set;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The members of a set. An entry is a certain member, an uncertain one (a query failed for it), or
 * no member. See D-050.
 *
 * @param certain in the set's order: true for certain members, false for uncertain ones
 */
record ResolvedSet(Map<SetEntry, Boolean> certain) {

  ResolvedSet {
    certain = Collections.unmodifiableMap(certain);
  }

  /**
   * Combines sets. An entry is no member if it is missing from one set of {@code allOf}, missing
   * from all sets of {@code anyOf}, or certain in one set of {@code noneOf}.
   *
   * @param anyOf no condition if empty
   * @return in the order of the first set of {@code allOf}; without one, in the order of {@code
   *     anyOf}
   */
  static ResolvedSet combined(
      List<ResolvedSet> allOf, List<ResolvedSet> anyOf, List<ResolvedSet> noneOf) {
    Map<SetEntry, Boolean> combined = new LinkedHashMap<>();
    Stream<ResolvedSet> order = allOf.isEmpty() ? anyOf.stream() : allOf.stream().limit(1);
    order
        .flatMap(set -> set.certain.keySet().stream())
        .filter(entry -> allOf.stream().allMatch(set -> set.mayContain(entry)))
        .filter(entry -> anyOf.isEmpty() || anyOf.stream().anyMatch(set -> set.mayContain(entry)))
        .filter(entry -> noneOf.stream().noneMatch(set -> set.contains(entry)))
        .forEach(
            entry ->
                combined.put(
                    entry,
                    allOf.stream().allMatch(set -> set.contains(entry))
                        && (anyOf.isEmpty() || anyOf.stream().anyMatch(set -> set.contains(entry)))
                        && noneOf.stream().noneMatch(set -> set.mayContain(entry))));
    return new ResolvedSet(combined);
  }

  private boolean contains(SetEntry entry) {
    return certain.getOrDefault(entry, false);
  }

  private boolean mayContain(SetEntry entry) {
    return certain.containsKey(entry);
  }
}
