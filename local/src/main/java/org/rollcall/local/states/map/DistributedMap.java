package org.rollcall.local.states.map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.rollcall.local.states.data.StateData;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.definition.DefinitionFields;
import org.rollcall.local.states.execution.Execution;
import org.rollcall.local.states.execution.ExecutionContext;
import org.rollcall.local.states.execution.StateExecution;
import org.rollcall.local.states.execution.StateMachineIdentity;
import org.rollcall.local.states.expression.IntegerRange;
import org.rollcall.local.states.expression.Template;
import org.rollcall.local.states.history.History;
import org.rollcall.local.states.history.HistoryEvent;
import org.rollcall.local.states.history.MapRun;
import org.rollcall.local.states.map.Items.Item;

/**
 * The distributed mode of a Map: each item is processed by a child execution.
 *
 * @param express whether the execution type of the children is EXPRESS
 * @param toleratedCount the number of children that may fail
 * @param toleratedPercentage the percentage of children that may fail
 */
record DistributedMap(
    boolean express,
    Optional<String> label,
    Optional<Template> toleratedCount,
    Optional<Template> toleratedPercentage) {

  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_-]{1,40}");
  private static final IntegerRange COUNT = new IntegerRange(0, 10_000_000);
  private static final IntegerRange PERCENTAGE = new IntegerRange(0, 100);

  static DistributedMap read(DefinitionFields config, DefinitionFields map) {
    String type = config.choice("ExecutionType", List.of("STANDARD", "EXPRESS"), "");
    if (type.isEmpty()) {
      config.addFault("ExecutionType", "must be STANDARD or EXPRESS");
    }
    Optional<String> label = map.optionalText("Label");
    if (label.isPresent() && !LABEL.matcher(label.get()).matches()) {
      map.addFault("Label", "must be 1 to 40 letters, digits, _ or -");
    }
    return new DistributedMap(
        type.equals("EXPRESS"),
        label,
        map.integerTemplate("ToleratedFailureCount", COUNT),
        map.integerTemplate("ToleratedFailurePercentage", PERCENTAGE));
  }

  /**
   * Runs a child execution for each item.
   *
   * @throws StateFailedException if more children fail than tolerated
   */
  void run(MapState map, StateExecution execution, Items items, int threads, MapResults results)
      throws StateFailedException, InterruptedException {
    Optional<Long> count = evaluate(execution, toleratedCount, "ToleratedFailureCount", COUNT);
    Optional<Long> percentage =
        evaluate(execution, toleratedPercentage, "ToleratedFailurePercentage", PERCENTAGE);
    ExecutionContext parent = execution.context();
    String name = label.orElse(execution.name().replaceAll("[^A-Za-z0-9_-]", ""));
    MapRun run =
        new MapRun(
            parent.identity().mapRunArn(name, UUID.randomUUID().toString()),
            parent.executionArn(),
            execution.time(),
            items.count(),
            threads,
            count,
            percentage);
    execution.recorder().add(MapState.startedEvent(0));
    execution.recorder().history().mapRunStarted(run);
    execution.recorder().add(event("Started", StateData.object().put("mapRunArn", run.arn())));
    Children children = new Children(map, execution, parent.identity().child(name), run, results);
    try {
      WorkerPool.run(threads, items, children::run);
      run.end(MapRun.Status.SUCCEEDED);
      execution.recorder().add(new HistoryEvent("MapRunSucceeded"));
    } catch (StateFailedException error) {
      run.end(MapRun.Status.FAILED);
      execution.recorder().add(event("Failed", HistoryEvent.errorDetails(error)));
      execution.recorder().add(MapState.FAILED_EVENT);
      throw error;
    } catch (InterruptedException e) {
      run.end(MapRun.Status.ABORTED);
      execution.recorder().add(new HistoryEvent("MapRunAborted"));
      execution.recorder().add(new HistoryEvent("MapStateAborted"));
      throw e;
    }
  }

  private static Optional<Long> evaluate(
      StateExecution execution, Optional<Template> template, String field, IntegerRange range)
      throws StateFailedException {
    return template.isEmpty()
        ? Optional.empty()
        : Optional.of(
            execution.evaluate(
                () -> template.get().evaluateInteger(execution.bindings(), field, range)));
  }

  private static HistoryEvent event(String suffix, ObjectNode details) {
    return new HistoryEvent("MapRun" + suffix, "mapRun" + suffix + "EventDetails", details);
  }

  /** The child executions of one map run. */
  private final class Children {

    private final MapState map;
    private final StateExecution execution;
    private final StateMachineIdentity identity;
    private final MapRun run;
    private final MapResults results;

    Children(
        MapState map,
        StateExecution execution,
        StateMachineIdentity identity,
        MapRun run,
        MapResults results) {
      this.map = map;
      this.execution = execution;
      this.identity = identity;
      this.run = run;
      this.results = results;
    }

    void run(Item item) throws StateFailedException, InterruptedException {
      ExecutionContext iteration = execution.context().iteration(item.index(), item.value());
      JsonNode input = map.select(execution.withContext(iteration), item);
      String name = UUID.randomUUID().toString();
      String arn =
          express
              ? identity.expressArn(name, UUID.randomUUID().toString())
              : identity.executionArn(name);
      History history = execution.recorder().history().child(name);
      ExecutionContext child =
          ExecutionContext.of(iteration.services(), identity, arn, name, input, history);
      Instant start = execution.time().now();
      run.childStarted();
      try {
        results.put(item.index(), Execution.run(map.processor(), child, input));
        run.childSucceeded();
      } catch (StateFailedException error) {
        results.put(item.index(), failedResult(arn, name, input, error, start));
        if (run.childFailed()) {
          throw new StateFailedException(
              "States.ExceedToleratedFailureThreshold",
              "The specified tolerated failure threshold was exceeded");
        }
      } catch (InterruptedException e) {
        run.childAborted();
        throw e;
      }
    }

    /** The result of a failed child: its description, since it has no output. */
    private ObjectNode failedResult(
        String arn, String name, JsonNode input, StateFailedException error, Instant start) {
      ObjectNode failed =
          StateData.object().put("ExecutionArn", arn).put("Input", StateData.text(input));
      failed.set("InputDetails", StateData.object().put("Included", true));
      failed
          .put("Name", name)
          .put("StartDate", ExecutionContext.timestamp(start))
          .put("StateMachineArn", identity.stateMachineArn())
          .put("Status", "FAILED")
          .put("StopDate", ExecutionContext.timestamp(execution.time().now()));
      failed.setAll(error.errorOutput());
      return failed;
    }
  }
}
