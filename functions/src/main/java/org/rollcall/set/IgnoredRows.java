package org.rollcall.set;

import java.util.ArrayList;
import java.util.List;

/** Shortens the list of unused parts of a set for the report. */
final class IgnoredRows {

  private static final int MAX_COUNT = 20;

  private IgnoredRows() {}

  /** The first {@value #MAX_COUNT} entries, and the number of the others. */
  static List<String> shortened(List<String> ignored) {
    int more = ignored.size() - MAX_COUNT;
    if (more <= 1) {
      return List.copyOf(ignored);
    }
    List<String> shortened = new ArrayList<>(ignored.subList(0, MAX_COUNT));
    shortened.add("and " + more + " more");
    return shortened;
  }
}
