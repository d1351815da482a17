package org.rollcall.local.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
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
 * A Map state: runs a graph for each item. In inline mode the items are iterations of the same
 * execution; in distributed mode each item has a child execution.
 */
record MapState(
    ItemSource source,
    Optional<Template> selector,
    Optional<Template> concurrency,
    StateGraph processor,
    Optional<DistributedMap> distribution,
    Attempts attempts)
    implements State {

  /** The number of threads if the definition sets no limit. */
  private static final int DEFAULT_THREADS = 40;

  private static final int MAX_THREADS = 100;

  static MapState read(Fields fields, String language) {
    return fields.requiredObject(
        "ItemProcessor",
        processor -> {
          Optional<DistributedMap> distribution =
              processor
                  .object("ProcessorConfig", config -> DistributedMap.read(config, fields))
                  .flatMap(mode -> mode);
          return new MapState(
              ItemSource.read(fields, distribution.isPresent()),
              fields.template("ItemSelector", ValueType.ANY),
              fields.template("MaxConcurrency", ValueType.integer(0, 100_000_000)),
              StateGraph.read(processor, language),
              distribution,
              Attempts.read(fields));
        });
  }

  @Override
  public List<Exit> exits() {
    return attempts.exits();
  }

  @Override
  public Transition run(StateExecution execution)
      throws StateFailedException, InterruptedException {
    return attempts.run(execution, this::result);
  }

  private JsonNode result(StateExecution execution)
      throws StateFailedException, InterruptedException {
    JsonNode items = source.items(execution);
    int limit = execution.evaluate(concurrency, "MaxConcurrency", IntNode.valueOf(0)).intValue();
    int threads = limit == 0 ? DEFAULT_THREADS : Math.min(limit, MAX_THREADS);
    try {
      Optional<JsonNode> results;
      if (distribution.isPresent()) {
        results = distribution.get().run(this, execution, items, threads);
      } else {
        addStartedEvent(execution, items.size());
        results =
            WorkerPool.run(threads, items, (index, item) -> runIteration(execution, index, item));
      }
      JsonNode all = results.orElseThrow(execution::dataLimitExceeded);
      execution.history().add("MapStateSucceeded");
      return all;
    } catch (StateFailedException error) {
      execution.history().add("MapStateFailed");
      throw error;
    }
  }

  static void addStartedEvent(StateExecution execution, int length) {
    execution.history().add("MapStateStarted", StateData.object().put("length", length));
  }

  private JsonNode runIteration(StateExecution execution, int index, JsonNode item)
      throws StateFailedException, InterruptedException {
    ExecutionContext context = execution.context().iteration(index, item);
    addIterationEvent("Started", context, execution, index);
    try {
      JsonNode input = select(execution.in(context), item);
      JsonNode output = processor.run(context, input, execution.variables());
      addIterationEvent("Succeeded", context, execution, index);
      return output;
    } catch (StateFailedException error) {
      addIterationEvent("Failed", context, execution, index);
      throw error;
    } catch (InterruptedException e) {
      addIterationEvent("Aborted", context, execution, index);
      throw e;
    }
  }

  private static void addIterationEvent(
      String suffix, ExecutionContext context, StateExecution execution, int index) {
    ObjectNode details = StateData.object().put("name", execution.name()).put("index", index);
    context.history().add("MapIteration" + suffix, details);
  }

  /** The input of an item's graph: the item, or the value of {@code ItemSelector}. */
  JsonNode select(StateExecution execution, JsonNode item) throws StateFailedException {
    return selector.isEmpty()
        ? item
        : execution.requireWithinLimit(execution.evaluate(selector.get(), "ItemSelector"));
  }

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
     * @return the results of the children; empty if they are too large
     * @throws StateFailedException if more children fail than tolerated
     */
    Optional<JsonNode> run(MapState map, StateExecution execution, JsonNode items, int threads)
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
      addStartedEvent(execution, 0);
      parent.mapRuns().accept(run);
      execution.history().add("MapRunStarted", StateData.object().put("mapRunArn", run.arn()));
      try {
        Optional<JsonNode> results =
            WorkerPool.run(
                threads,
                items,
                (index, item) -> {
                  JsonNode input = map.select(execution.in(parent.iteration(index, item)), item);
                  ExecutionContext child = childContext(parent, name, input);
                  return runChild(map.processor(), child, input, run);
                });
        run.end("SUCCEEDED");
        execution.history().add("MapRunSucceeded");
        return results;
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

    private ExecutionContext childContext(ExecutionContext parent, String label, JsonNode input) {
      StateMachineIdentity identity = parent.identity().child(label);
      String name = UUID.randomUUID().toString();
      String arn =
          express
              ? identity.expressArn(name, UUID.randomUUID().toString())
              : identity.executionArn(name);
      return ExecutionContext.of(
          parent.services(),
          identity,
          arn,
          name,
          input,
          parent.history().child(name),
          parent.mapRuns());
    }

    private static JsonNode runChild(
        StateGraph graph, ExecutionContext child, JsonNode input, MapRun run)
        throws StateFailedException, InterruptedException {
      run.childStarted();
      try {
        JsonNode output = graph.execute(child, input);
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
}
