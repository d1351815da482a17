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
 * How a distributed Map starts its children, and how many of them may fail.
 *
 * @param express whether the children are of the type EXPRESS
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
      config.fault("ExecutionType", "must be STANDARD or EXPRESS");
    }
    Optional<String> label = map.optionalText("Label");
    if (label.isPresent() && !LABEL.matcher(label.get()).matches()) {
      map.fault("Label", "must be 1 to 40 letters, digits, _ or -");
    }
    return new DistributedMap(
        type.equals("EXPRESS"),
        label,
        map.integer("ToleratedFailureCount", COUNT),
        map.integer("ToleratedFailurePercentage", PERCENTAGE));
  }

  /**
   * Runs a child for each item.
   *
   * @throws StateFailedException when more children fail than may
   */
  void run(MapState map, StateExecution visit, Items items, int threads, MapResults outputs)
      throws StateFailedException, InterruptedException {
    Optional<Long> count = number(visit, toleratedCount, "ToleratedFailureCount", COUNT);
    Optional<Long> share =
        number(visit, toleratedPercentage, "ToleratedFailurePercentage", PERCENTAGE);
    ExecutionContext parent = visit.situation();
    String name = label.orElse(visit.name().replaceAll("[^A-Za-z0-9_-]", ""));
    MapRun run =
        new MapRun(
            parent.identity().mapRunArn(name, UUID.randomUUID().toString()),
            parent.executionArn(),
            visit.time(),
            items.count(),
            threads,
            count,
            share);
    visit.trail().add(MapState.started(0));
    visit.trail().history().mapRunStarted(run);
    visit.trail().add(event("Started", StateData.object().put("mapRunArn", run.arn())));
    Children children = new Children(map, visit, parent.identity().child(name), run, outputs);
    try {
      WorkerPool.work(threads, items, children::runOne);
      run.end(MapRun.Status.SUCCEEDED);
      visit.trail().add(new HistoryEvent("MapRunSucceeded"));
    } catch (StateFailedException error) {
      run.end(MapRun.Status.FAILED);
      visit.trail().add(event("Failed", HistoryEvent.error(error)));
      visit.trail().add(MapState.FAILED);
      throw error;
    } catch (InterruptedException e) {
      run.end(MapRun.Status.ABORTED);
      visit.trail().add(new HistoryEvent("MapRunAborted"));
      visit.trail().add(new HistoryEvent("MapStateAborted"));
      throw e;
    }
  }

  private static Optional<Long> number(
      StateExecution visit, Optional<Template> template, String field, IntegerRange bounds)
      throws StateFailedException {
    return template.isEmpty()
        ? Optional.empty()
        : Optional.of(visit.work(() -> template.get().integer(visit.bindings(), field, bounds)));
  }

  private static HistoryEvent event(String what, ObjectNode details) {
    return new HistoryEvent("MapRun" + what, "mapRun" + what + "EventDetails", details);
  }

  /** The child executions of one run. */
  private final class Children {

    private final MapState map;
    private final StateExecution visit;
    private final StateMachineIdentity identity;
    private final MapRun run;
    private final MapResults outputs;

    Children(
        MapState map,
        StateExecution visit,
        StateMachineIdentity identity,
        MapRun run,
        MapResults outputs) {
      this.map = map;
      this.visit = visit;
      this.identity = identity;
      this.run = run;
      this.outputs = outputs;
    }

    void runOne(Item item) throws StateFailedException, InterruptedException {
      ExecutionContext here = visit.situation().iteration(item.index(), item.value());
      JsonNode input = map.select(visit.inside(here), item);
      String name = UUID.randomUUID().toString();
      String arn =
          express
              ? identity.expressArn(name, UUID.randomUUID().toString())
              : identity.executionArn(name);
      History history = visit.trail().history().child(name);
      ExecutionContext child =
          ExecutionContext.of(here.world(), identity, arn, name, input, history);
      Instant start = visit.time().now();
      run.childStarted();
      try {
        outputs.put(item.index(), Execution.run(map.processor(), child, input));
        run.childSucceeded();
      } catch (StateFailedException error) {
        outputs.put(item.index(), failed(arn, name, input, error, start));
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

    /** A failed child is among the results as it is described, since it has no output. */
    private ObjectNode failed(
        String arn, String name, JsonNode input, StateFailedException error, Instant start) {
      ObjectNode failed =
          StateData.object().put("ExecutionArn", arn).put("Input", StateData.text(input));
      failed.set("InputDetails", StateData.object().put("Included", true));
      failed
          .put("Name", name)
          .put("StartDate", ExecutionContext.timestamp(start))
          .put("StateMachineArn", identity.stateMachineArn())
          .put("Status", "FAILED")
          .put("StopDate", ExecutionContext.timestamp(visit.time().now()));
      failed.setAll(error.output());
      return failed;
    }
  }
}
