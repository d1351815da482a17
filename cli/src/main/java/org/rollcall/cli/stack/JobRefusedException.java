package org.rollcall.cli.stack;

import java.util.List;
import org.rollcall.error.Fault;

/** The function {@code StartJob} or {@code PrepareJob} refused a job. */
public final class JobRefusedException extends Exception {

  private final transient List<Fault> errors;

  public JobRefusedException(List<Fault> errors) {
    super("the job was refused", null, false, false);
    this.errors = List.copyOf(errors);
  }

  public List<Fault> errors() {
    return errors;
  }
}
