package org.rollcall.start;

import java.util.List;
import org.rollcall.error.Fault;

/** A job is not started. What is wrong is for the caller alone: the ARN may be in it. */
public final class StartRefusedException extends Exception {

  private final int status;
  private final transient List<Fault> errors;

  /**
   * A refusal.
   *
   * @param status HTTP's status for it
   */
  StartRefusedException(int status, List<Fault> errors) {
    super("status=" + status, null, false, false);
    this.status = status;
    this.errors = List.copyOf(errors);
  }

  /**
   * The same for one fault.
   *
   * @param path where in the job's input, or empty
   */
  StartRefusedException(int status, String path, String message) {
    this(status, List.of(new Fault(path, message)));
  }

  public int status() {
    return status;
  }

  /** What is wrong, in the form of a rejection. */
  public List<Fault> errors() {
    return errors;
  }
}
