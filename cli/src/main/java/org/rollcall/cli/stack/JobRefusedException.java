package org.rollcall.cli.stack;

import java.util.List;
import org.rollcall.error.Fault;

/** The function {@code StartJob} refused a job before it started an execution. */
public final class JobRefusedException extends Exception {

  private final transient List<Fault> errors;

  JobRefusedException(List<Fault> errors) {
    super("the job was refused", null, false, false);
    this.errors = List.copyOf(errors);
  }

  public List<Fault> errors() {
    return errors;
  }
}
