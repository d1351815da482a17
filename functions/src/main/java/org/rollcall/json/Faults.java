package org.rollcall.json;

import java.util.ArrayList;
import java.util.List;

/** Collects every fault of an input, so that its writer hears of all of them at once. */
public final class Faults {

  private final List<Fault> found = new ArrayList<>();

  public void add(String path, String message) {
    found.add(new Fault(path, message));
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  public List<Fault> found() {
    return List.copyOf(found);
  }
}
