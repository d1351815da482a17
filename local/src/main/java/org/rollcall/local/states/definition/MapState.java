package org.rollcall.local.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.rollcall.local.states.execution.ExecutionContext;
import org.rollcall.local.states.execution.StateExecution;
import org.rollcall.local.states.execution.StateFailedException;
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
    MapResults results = new MapResults(items.size());
    try {
      if (distribution.isPresent()) {
        distribution.get().run(this, execution, items, threads, results);
      } else {
        addStartedEvent(execution, items.size());
        WorkerPool.run(
            threads,
            items.size(),
            index -> results.put(index, runIteration(execution, index, items.get(index))));
      }
      JsonNode all = results.all().orElseThrow(execution::dataLimitExceeded);
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
}
