package org.rollcall.error;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects all errors of an input, so that they are reported together. */
public final class Faults {

  private final List<Fault> found = new ArrayList<>();

  /**
   * Adds an error.
   *
   * @param values one value for each placeholder of the code's template
   * @return an empty result, for readers that return nothing for an invalid value
   */
  public <T> Optional<T> add(String path, ErrorCode code, Object... values) {
    found.add(Fault.of(path, code, values));
    return Optional.empty();
  }

  /** Adds an error. */
  public void add(Fault fault) {
    found.add(fault);
  }

  /** Runs a reader, and returns the errors that it adds instead of keeping them. */
  public List<Fault> of(Supplier<?> reader) {
    int before = found.size();
    Object unused = reader.get();
    List<Fault> added = found.subList(before, found.size());
    List<Fault> copy = List.copyOf(added);
    added.clear();
    return copy;
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  public List<Fault> found() {
    return List.copyOf(found);
  }
}
