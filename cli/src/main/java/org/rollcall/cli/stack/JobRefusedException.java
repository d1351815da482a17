package org.rollcall.cli.stack;

import java.util.List;
import org.rollcall.error.Fault;

/** A job that was refused before it became one. */
public final class JobRefusedException extends Exception {

  private final transient List<Fault> faults;

  JobRefusedException(List<Fault> faults) {
    super("the job was refused", null, false, false);
    this.faults = List.copyOf(faults);
  }

  public List<Fault> faults() {
    return faults;
  }
}
