package org.rollcall.set;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who is in a set, and of whom it cannot be said; everybody else is out.
 *
 * @param certain for each entry, in the set's order, whether it is certain to be in
 */
record ResolvedSet(Map<SetEntry, Boolean> certain) {

  ResolvedSet {
    certain = Collections.unmodifiableMap(certain);
  }

  /**
   * Puts rolls together. Whoever is out of one of the first, of all of the second, or certain to be
   * in one of the third, is out whatever cannot be said of the others.
   *
   * @param anyOf asks nothing if it is empty
   * @return in the order of the first roll of all, or where there is none, of any
   */
  static ResolvedSet combined(
      List<ResolvedSet> allOf, List<ResolvedSet> anyOf, List<ResolvedSet> noneOf) {
    Map<SetEntry, Boolean> combined = new LinkedHashMap<>();
    Stream<ResolvedSet> order = allOf.isEmpty() ? anyOf.stream() : allOf.stream().limit(1);
    order
        .flatMap(roll -> roll.certain.keySet().stream())
        .filter(entry -> allOf.stream().allMatch(roll -> roll.mayHave(entry)))
        .filter(entry -> anyOf.isEmpty() || anyOf.stream().anyMatch(roll -> roll.mayHave(entry)))
        .filter(entry -> noneOf.stream().noneMatch(roll -> roll.has(entry)))
        .forEach(
            entry ->
                combined.put(
                    entry,
                    allOf.stream().allMatch(roll -> roll.has(entry))
                        && (anyOf.isEmpty() || anyOf.stream().anyMatch(roll -> roll.has(entry)))
                        && noneOf.stream().noneMatch(roll -> roll.mayHave(entry))));
    return new ResolvedSet(combined);
  }

  private boolean has(SetEntry entry) {
    return certain.getOrDefault(entry, false);
  }

  private boolean mayHave(SetEntry entry) {
    return certain.containsKey(entry);
  }
}
