package org.rollcall.local.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;
import org.rollcall.local.states.expression.StateData;

/**
 * The values that are constant while a graph runs.
 *
 * @param contextObject the value of {@code $states.context}, without the state
 * @param mapRuns receives the runs of distributed Maps when they start. A run is updated while it
 *     continues
 */
public record ExecutionContext(
    ExecutionServices services,
    StateMachineIdentity identity,
    String executionArn,
    ObjectNode contextObject,
    History history,
    Consumer<MapRun> mapRuns) {

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** The context of an execution that starts now. */
  public static ExecutionContext of(
      ExecutionServices services,
      StateMachineIdentity identity,
      String arn,
      String name,
      JsonNode input,
      History history,
      Consumer<MapRun> mapRuns) {
    ObjectNode contextObject = StateData.object();
    ObjectNode execution = contextObject.putObject("Execution").put("Id", arn);
    execution.set("Input", input);
    execution.put("Name", name).put("RoleArn", identity.roleArn());
    execution.put("StartTime", timestamp(services.time().now()));
    contextObject
        .putObject("StateMachine")
        .put("Id", identity.stateMachineArn())
        .put("Name", identity.name());
    return new ExecutionContext(services, identity, arn, contextObject, history, mapRuns);
  }

  public static String timestamp(Instant time) {
    return TIMESTAMP.format(time);
  }

  /** The context of an iteration of a Map. Its events form a separate branch. */
  public ExecutionContext iteration(int index, JsonNode value) {
    ObjectNode map = StateData.object();
    map.putObject("Item").put("Index", index).set("Value", value);
    return new ExecutionContext(
        services,
        identity,
        executionArn,
        StateData.with(contextObject, "Map", map),
        history.branch(),
        mapRuns);
  }
}
