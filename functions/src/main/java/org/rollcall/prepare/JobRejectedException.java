package org.rollcall.prepare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.rollcall.error.Fault;
import org.rollcall.error.Faults;
import org.rollcall.json.Json;

/**
 * A job is refused before it has changed anything. The class's name is what the state machine
 * catches; the message is {@code {"errors": [{"path": …, "message": …}]}} and becomes the
 * execution's cause.
 */
public final class JobRejectedException extends RuntimeException {

  /**
   * How long the message may be, in characters: Step Functions cuts a cause at 32,768, and a JSON
   * text within Lambda's JSON is up to twice as long.
   */
  static final int LONGEST = 12_000;

  /** The room for what is not a fault: the frame, and how many faults are left out. */
  private static final int REST = 100;

  /** How much of a fault's path and of its message is given, in characters. */
  private static final int LONGEST_PART = 600;

  private final transient List<Fault> faults;

  public JobRejectedException(List<Fault> faults) {
    super(message(faults), null, false, false);
    this.faults = List.copyOf(faults);
  }

  /**
   * Goes on if there are no faults.
   *
   * @throws JobRejectedException with all that there are
   */
  static void ifAny(Faults faults) {
    if (!faults.isEmpty()) {
      throw new JobRejectedException(faults.found());
    }
  }

  public List<Fault> faults() {
    return faults;
  }

  private static String message(List<Fault> faults) {
    ObjectNode cause = Json.MAPPER.createObjectNode();
    ArrayNode errors = cause.putArray("errors");
    int length = 0;
    for (Fault fault : faults) {
      ObjectNode error = error(fault.code(), shortened(fault.path()), shortened(fault.message()));
      length += Json.text(error).length() + 1;
      if (length > LONGEST - REST) {
        errors.add(
            error("MORE_FAULTS", "", "and " + (faults.size() - errors.size()) + " more faults"));
        break;
      }
      errors.add(error);
    }
    return Json.text(cause);
  }

  private static ObjectNode error(String code, String path, String message) {
    return Json.MAPPER.valueToTree(new Fault(code, path, message));
  }

  /** A text without the end of what somebody has pasted where a name should be. */
  private static String shortened(String text) {
    return text.length() > LONGEST_PART ? text.substring(0, LONGEST_PART) + "…" : text;
  }
}
