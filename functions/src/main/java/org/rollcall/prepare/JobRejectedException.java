package org.rollcall.prepare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.rollcall.error.Fault;
import org.rollcall.error.Faults;
import org.rollcall.json.Json;

/**
 * A job is rejected before it has changed anything. The state machine catches it by its class name;
 * see D-006. The message is {@code {"errors": [{"code": …, "path": …, "message": …}]}} and becomes
 * the execution's cause.
 */
public final class JobRejectedException extends RuntimeException {

  /**
   * The maximum length of the message, in characters. Step Functions truncates a cause at 32,768
   * characters, and JSON within Lambda's JSON is up to twice as long.
   */
  static final int MAX_LENGTH = 12_000;

  /** Characters for the enclosing object and for {@link JobError#MORE_ERRORS}. */
  private static final int RESERVED_LENGTH = 150;

  /** The maximum length of an error's path and of its message, in characters. */
  private static final int MAX_PART_LENGTH = 600;

  private final transient List<Fault> faults;

  public JobRejectedException(List<Fault> faults) {
    super(message(faults), null, false, false);
    this.faults = List.copyOf(faults);
  }

  /**
   * Does nothing if there are no errors.
   *
   * @throws JobRejectedException if there are errors
   */
  static void throwIfAny(Faults faults) {
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
      ObjectNode error =
          error(new Fault(fault.code(), truncated(fault.path()), truncated(fault.message())));
      length += Json.text(error).length() + 1;
      if (length > MAX_LENGTH - RESERVED_LENGTH) {
        errors.add(error(Fault.of("", JobError.MORE_ERRORS, faults.size() - errors.size())));
        break;
      }
      errors.add(error);
    }
    return Json.text(cause);
  }

  private static ObjectNode error(Fault fault) {
    return Json.MAPPER.valueToTree(fault);
  }

  private static String truncated(String text) {
    return text.length() > MAX_PART_LENGTH ? text.substring(0, MAX_PART_LENGTH) + "…" : text;
  }
}
