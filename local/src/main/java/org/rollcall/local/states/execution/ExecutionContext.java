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
 * What stays the same while a flow is walked: the outside world, whose execution it is, and where
 * its events go.
 *
 * @param context the parts of {@code $states.context} that are known by now, as JSONata's values
 */
public record ExecutionContext(
    ExecutionServices world,
    StateMachineIdentity identity,
    String executionArn,
    Map<String, Object> context,
    HistoryRecorder trail) {

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** The situation of an execution that starts now. */
  public static ExecutionContext of(
      ExecutionServices world,
      StateMachineIdentity identity,
      String arn,
      String name,
      JsonNode input,
      History history) {
    ObjectNode execution = StateData.object().put("Id", arn);
    execution.set("Input", input);
    execution.put("Name", name).put("RoleArn", identity.roleArn());
    execution.put("StartTime", timestamp(world.time().now()));
    ObjectNode machine =
        StateData.object().put("Id", identity.stateMachineArn()).put("Name", identity.name());
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("Execution", StateData.toJava(execution));
    context.put("StateMachine", StateData.toJava(machine));
    return new ExecutionContext(world, identity, arn, context, new HistoryRecorder(history, 0));
  }

  public static String timestamp(Instant time) {
    return TIMESTAMP.format(time);
  }

  /** The situation of a Map's iteration, whose events are a strand of their own. */
  public ExecutionContext iteration(int index, JsonNode value) {
    ObjectNode map = StateData.object();
    map.putObject("Item").put("Index", index).set("Value", value);
    return new ExecutionContext(world, identity, executionArn, with("Map", map), trail.branch());
  }

  Map<String, Object> with(String member, JsonNode value) {
    Map<String, Object> more = new LinkedHashMap<>(context);
    more.remove("Map");
    more.put(member, StateData.toJava(value));
    Object map = context.get("Map");
    if (map != null) {
      more.putIfAbsent("Map", map);
    }
    return more;
  }
}
