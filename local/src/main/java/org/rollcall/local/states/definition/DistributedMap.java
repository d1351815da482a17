package org.rollcall.local.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.rollcall.local.states.execution.ExecutionContext;
import org.rollcall.local.states.execution.MapRun;
import org.rollcall.local.states.execution.StateExecution;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.execution.StateMachineIdentity;
import org.rollcall.local.states.expression.StateData;
import org.rollcall.local.states.expression.Template;
import org.rollcall.local.states.expression.ValueType;

/**
 * The distributed mode of a Map: each item is processed by a child execution.
 *
 * @param express whether the execution type of the children is EXPRESS
 * @param toleratedPercentage the percentage of children that may fail; by default none
 */
record DistributedMap(
    boolean express, Optional<String> label, Optional<Template> toleratedPercentage) {

  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_-]{1,40}");

  /**
   * Reads the mode of a Map.
   *
   * @param config the field {@code ProcessorConfig}
   * @param map the fields of the Map
   * @return empty if the mode is inline
   */
  static Optional<DistributedMap> read(Fields config, Fields map) {
    JsonNode mode =
        config
            .optional("Mode", ValueType.oneOf("INLINE", "DISTRIBUTED"))
            .orElse(TextNode.valueOf("INLINE"));
    if (mode.textValue().equals("INLINE")) {
      return Optional.empty();
    }
    JsonNode type = config.required("ExecutionType", ValueType.oneOf("STANDARD", "EXPRESS"));
    Optional<String> label = map.optionalText("Label");
    if (label.isPresent() && !LABEL.matcher(label.get()).matches()) {
      throw map.invalid("Label", "must be 1 to 40 letters, digits, _ or -");
    }
    return Optional.of(
        new DistributedMap(
            type.textValue().equals("EXPRESS"),
            label,
            map.template("ToleratedFailurePercentage", ValueType.integer(0, 100))));
  }

  /**
   * Runs a child execution for each item.
   *
   * @throws StateFailedException if more children fail than tolerated
   */
  void run(MapState map, StateExecution execution, JsonNode items, int threads, MapResults results)
      throws StateFailedException, InterruptedException {
    long percentage =
        execution
            .evaluate(toleratedPercentage, "ToleratedFailurePercentage", IntNode.valueOf(0))
            .longValue();
    ExecutionContext parent = execution.context();
    String name = label.orElse(execution.name().replaceAll("[^A-Za-z0-9_-]", ""));
    MapRun run =
        new MapRun(
            parent.identity().mapRunArn(name, UUID.randomUUID().toString()),
            parent.executionArn(),
            parent.services().time(),
            items.size(),
            threads,
            percentage);
    MapState.addStartedEvent(execution, 0);
    parent.mapRuns().accept(run);
    execution.history().add("MapRunStarted", StateData.object().put("mapRunArn", run.arn()));
    StateMachineIdentity identity = parent.identity().child(name);
    try {
      WorkerPool.run(
          threads,
          items.size(),
          index ->
              results.put(index, runChild(map, execution, identity, run, index, items.get(index))));
      run.end("SUCCEEDED");
      execution.history().add("MapRunSucceeded");
    } catch (StateFailedException error) {
      run.end("FAILED");
      execution.history().add("MapRunFailed", error.details());
      throw error;
    } catch (InterruptedException e) {
      run.end("ABORTED");
      execution.history().add("MapRunAborted");
      execution.history().add("MapStateAborted");
      throw e;
    }
  }

  private JsonNode runChild(
      MapState map,
      StateExecution execution,
      StateMachineIdentity identity,
      MapRun run,
      int index,
      JsonNode item)
      throws StateFailedException, InterruptedException {
    ExecutionContext parent = execution.context();
    JsonNode input = map.select(execution.in(parent.iteration(index, item)), item);
    String name = UUID.randomUUID().toString();
    String arn =
        express
            ? identity.expressArn(name, UUID.randomUUID().toString())
            : identity.executionArn(name);
    ExecutionContext child =
        ExecutionContext.of(
            parent.services(),
            identity,
            arn,
            name,
            input,
            parent.history().child(name),
            parent.mapRuns());
    run.childStarted();
    try {
      JsonNode output = map.processor().execute(child, input);
      run.childEnded("succeeded");
      return output;
    } catch (StateFailedException error) {
      run.childEnded("failed");
      if (run.exceedsTolerance()) {
        throw new StateFailedException(
            "States.ExceedToleratedFailureThreshold",
            "The specified tolerated failure threshold was exceeded");
      }
      return failedResult(child, error);
    } catch (InterruptedException e) {
      run.childEnded("aborted");
      throw e;
    }
  }

  /** The result of a failed child: its description, since it has no output. */
  private static ObjectNode failedResult(ExecutionContext child, StateFailedException error) {
    JsonNode execution = child.contextObject().get("Execution");
    ObjectNode failed =
        StateData.object()
            .put("ExecutionArn", child.executionArn())
            .put("Input", execution.get("Input").toString());
    failed.putObject("InputDetails").put("Included", true);
    failed.set("Name", execution.get("Name"));
    failed.set("StartDate", execution.get("StartTime"));
    return failed
        .put("StateMachineArn", child.identity().stateMachineArn())
        .put("Status", "FAILED")
        .put("StopDate", ExecutionContext.timestamp(child.services().time().now()))
        .setAll(error.errorOutput());
  }
}
