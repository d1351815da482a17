package org.rollcall.local.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rollcall.local.states.data.StateData;
import org.rollcall.local.states.history.History;
import org.rollcall.local.states.history.HistoryRecorder;
import org.rollcall.local.states.services.ExecutionServices;

/**
 * The values that are constant while a graph runs.
 *
 * @param contextObject the members of {@code $states.context}, as JSONata values
 */
public record ExecutionContext(
    ExecutionServices services,
    StateMachineIdentity identity,
    String executionArn,
    Map<String, Object> contextObject,
    HistoryRecorder recorder) {

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** The context of an execution that starts now. */
  public static ExecutionContext of(
      ExecutionServices services,
      StateMachineIdentity identity,
      String arn,
      String name,
      JsonNode input,
      History history) {
    ObjectNode execution = StateData.object().put("Id", arn);
    execution.set("Input", input);
    execution.put("Name", name).put("RoleArn", identity.roleArn());
    execution.put("StartTime", timestamp(services.time().now()));
    ObjectNode machine =
        StateData.object().put("Id", identity.stateMachineArn()).put("Name", identity.name());
    Map<String, Object> contextObject = new LinkedHashMap<>();
    contextObject.put("Execution", StateData.toJava(execution));
    contextObject.put("StateMachine", StateData.toJava(machine));
    return new ExecutionContext(
        services, identity, arn, contextObject, new HistoryRecorder(history, 0));
  }

  public static String timestamp(Instant time) {
    return TIMESTAMP.format(time);
  }

  /** The context of an iteration of a Map. Its events form a separate branch. */
  public ExecutionContext iteration(int index, JsonNode value) {
    ObjectNode map = StateData.object();
    map.putObject("Item").put("Index", index).set("Value", value);
    return new ExecutionContext(
        services, identity, executionArn, contextObjectWith("Map", map), recorder.branch());
  }

  /** The context object with one more member. {@code Map} remains the last member. */
  Map<String, Object> contextObjectWith(String member, JsonNode value) {
    Map<String, Object> members = new LinkedHashMap<>(contextObject);
    members.remove("Map");
    members.put(member, StateData.toJava(value));
    Object map = contextObject.get("Map");
    if (map != null) {
      members.putIfAbsent("Map", map);
    }
    return members;
  }
}
