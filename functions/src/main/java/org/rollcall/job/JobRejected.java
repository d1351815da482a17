package org.rollcall.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.rollcall.json.Fault;
import org.rollcall.json.Json;

/**
 * A job is refused before it has changed anything. The class's name is what the state machine
 * catches; the message is {@code {"errors": [{"path": …, "message": …}]}} and becomes the
 * execution's cause.
 */
public final class JobRejected extends RuntimeException {

  /**
   * How long the message may be, in characters: Step Functions cuts a cause at 32,768, of which
   * escaping takes its part.
   */
  static final int LONGEST = 12_000;

  private final transient List<Fault> faults;

  public JobRejected(List<Fault> faults) {
    super(message(faults), null, false, false);
    this.faults = List.copyOf(faults);
  }

  public List<Fault> faults() {
    return faults;
  }

  private static String message(List<Fault> faults) {
    ObjectNode cause = Json.MAPPER.createObjectNode();
    ArrayNode errors = cause.putArray("errors");
    int length = 0;
    for (Fault fault : faults) {
      length += fault.path().length() + fault.message().length() + 30;
      if (length > LONGEST) {
        errors.add(
            Json.MAPPER.<ObjectNode>valueToTree(
                new Fault("", "and " + (faults.size() - errors.size()) + " more faults")));
        break;
      }
      errors.add(Json.MAPPER.<ObjectNode>valueToTree(fault));
    }
    return Json.text(cause);
  }
}
