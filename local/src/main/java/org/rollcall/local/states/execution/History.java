package org.rollcall.local.states.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.function.Consumer;
import org.rollcall.local.states.expression.StateData;

/**
 * Adds the events of one branch of an execution, with the names and the structure of {@code
 * GetExecutionHistory}. Each event has the ID of the preceding event of its branch. Each iteration
 * of a Map is a separate branch.
 */
public final class History {

  private static final Set<String> DATA_MEMBERS =
      Set.of("input", "output", "parameters", "assignedVariables");

  private final Log log;
  private long lastId;

  private History(Log log, long lastId) {
    this.log = log;
    this.lastId = lastId;
  }

  /**
   * Creates the history of an execution.
   *
   * @param events receives the events, in the order of their IDs. It must be thread-safe. Events of
   *     a distributed Map's children are included, with the name of the child in {@code child} and
   *     without data, as in the default logging of AWS
   */
  public History(Time time, Consumer<ObjectNode> events) {
    this(new Log(time, events, ""), 0);
  }

  /** The history of the same execution, which continues separately from here. */
  synchronized History branch() {
    return new History(log, lastId);
  }

  /** The history of a child execution of a distributed Map. */
  public History child(String name) {
    return new History(new Log(log.time, log.events, name), 0);
  }

  /** Adds an event without details, and returns its ID. */
  public long add(String type) {
    return add(type, StateData.object());
  }

  /**
   * Adds an event.
   *
   * @param type the event type, such as {@code TaskStateEntered}
   * @return the ID of the event. The first event of an execution has ID 1, and IDs are consecutive
   */
  public synchronized long add(String type, ObjectNode details) {
    lastId = log.add(lastId, type, details);
    return lastId;
  }

  /** Numbers the events of all branches of one execution. */
  private static final class Log {

    private final Time time;
    private final Consumer<ObjectNode> events;
    private final String child;
    private long lastId;

    Log(Time time, Consumer<ObjectNode> events, String child) {
      this.time = time;
      this.events = events;
      this.child = child;
    }

    synchronized long add(long previous, String type, ObjectNode details) {
      ObjectNode event = StateData.object();
      if (!child.isEmpty()) {
        event.put("child", child);
        details.remove(DATA_MEMBERS);
      }
      event
          .put("id", ++lastId)
          .put("previousEventId", previous)
          .put("timestamp", StateData.seconds(time.now()))
          .put("type", type);
      if (!details.isEmpty()) {
        event.set(detailsMember(type), details);
      }
      events.accept(event);
      return lastId;
    }

    private static String detailsMember(String type) {
      // The events of all state types have the same member.
      String name = type.replaceFirst("^.*State(Entered|Exited)$", "State$1");
      return Character.toLowerCase(name.charAt(0)) + name.substring(1) + "EventDetails";
    }
  }
}
