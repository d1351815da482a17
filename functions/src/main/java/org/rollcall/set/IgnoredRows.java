package org.rollcall.set;

import java.util.ArrayList;
import java.util.List;

/** What of a set was not used, kept short for the report. */
final class IgnoredRows {

  /** How many things are named one by one. */
  private static final int MOST = 20;

  private IgnoredRows() {}

  /** The first of many, and how many there are besides. */
  static List<String> few(List<String> ignored) {
    int more = ignored.size() - MOST;
    if (more <= 1) {
      return List.copyOf(ignored);
    }
    List<String> few = new ArrayList<>(ignored.subList(0, MOST));
    few.add("and " + more + " more");
    return few;
  }
}
