package org.rollcall.start;

import java.util.List;
import org.rollcall.error.Fault;

/** A job is not started. The errors are only for the caller, since they may contain the ARN. */
public final class StartRefusedException extends Exception {

  private static final int BAD_REQUEST = 400;

  private final int status;
  private final transient List<Fault> errors;

  private StartRefusedException(int status, List<Fault> errors) {
    super("status=" + status, null, false, false);
    this.status = status;
    this.errors = List.copyOf(errors);
  }

  /** A refusal because of errors in the job's input. */
  static StartRefusedException invalidInput(List<Fault> errors) {
    return new StartRefusedException(BAD_REQUEST, errors);
  }

  /**
   * A refusal.
   *
   * @param path a key of the job's input, or empty
   * @param values one value for each placeholder of the code's template
   */
  public static StartRefusedException of(String path, StartError code, Object... values) {
    return new StartRefusedException(code.status(), List.of(Fault.of(path, code, values)));
  }

  /** The HTTP status of the response. */
  public int status() {
    return status;
  }

  public List<Fault> errors() {
    return errors;
  }
}
