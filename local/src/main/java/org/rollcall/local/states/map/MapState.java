package org.rollcall.local.states.map;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.rollcall.local.states.data.StateData;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.definition.DefinitionFields;
import org.rollcall.local.states.execution.ExecutionContext;
import org.rollcall.local.states.execution.State;
import org.rollcall.local.states.execution.StateExecution;
import org.rollcall.local.states.execution.StateGraph;
import org.rollcall.local.states.execution.Transition;
import org.rollcall.local.states.expression.IntegerRange;
import org.rollcall.local.states.expression.Template;
import org.rollcall.local.states.history.HistoryEvent;
import org.rollcall.local.states.map.Items.Item;
import org.rollcall.local.states.type.ErrorHandling;
import org.rollcall.local.states.type.NextState;

/**
 * A Map state: runs a graph for each item. In inline mode the items are iterations of the same
 * execution; in distributed mode each item has a child execution.
 */
public record MapState(
    ItemSource source,
    Optional<Template> selector,
    Optional<Template> concurrency,
    StateGraph processor,
    Optional<DistributedMap> distribution,
    ErrorHandling errors,
    NextState next)
    implements State {

  /** The number of threads if the definition sets no limit. */
  private static final int DEFAULT_THREADS = 40;

  static final HistoryEvent FAILED_EVENT = new HistoryEvent("MapStateFailed");

  private static final int MAX_THREADS = 100;
  private static final IntegerRange CONCURRENCY = new IntegerRange(0, 100_000_000);

  public static MapState read(
      DefinitionFields fields, Function<DefinitionFields, StateGraph> graphReader) {
    Optional<DistributedMap> distribution;
    StateGraph processor;
    try (DefinitionFields inner = fields.requiredObject("ItemProcessor")) {
      distribution = distribution(inner, fields);
      processor = graphReader.apply(inner);
    }
    return new MapState(
        ItemSource.read(fields, distribution.isPresent()),
        fields.template("ItemSelector", DefinitionFields.ALWAYS),
        fields.integerTemplate("MaxConcurrency", CONCURRENCY),
        processor,
        distribution,
        ErrorHandling.read(fields),
        NextState.readNextOrEnd(fields, DefinitionFields.WITH_RESULT));
  }

  private static Optional<DistributedMap> distribution(
      DefinitionFields processor, DefinitionFields map) {
    Optional<DefinitionFields> config = processor.object("ProcessorConfig");
    if (config.isEmpty()) {
      return Optional.empty();
    }
    try (DefinitionFields fields = config.get()) {
      return fields.choice("Mode", List.of("INLINE", "DISTRIBUTED"), "INLINE").equals("DISTRIBUTED")
          ? Optional.of(DistributedMap.read(fields, map))
          : Optional.empty();
    }
  }

  public boolean isDistributed() {
    return distribution.isPresent();
  }

  @Override
  public String type() {
    return "Map";
  }

  @Override
  public Set<String> nextStates() {
    Set<String> targets = new TreeSet<>(errors.nextStates());
    next.next().ifPresent(targets::add);
    return targets;
  }

  @Override
  public Set<String> assignedVariables() {
    Set<String> names = new TreeSet<>(errors.assignedVariables());
    names.addAll(next.assign().keySet());
    return names;
  }

  @Override
  public Transition run(StateExecution execution)
      throws StateFailedException, InterruptedException {
    return errors.run(
        execution,
        () -> {
          JsonNode result = processItems(execution);
          return next.transition(execution, execution.bindingsWith("result", result), result, "");
        });
  }

  private JsonNode processItems(StateExecution execution)
      throws StateFailedException, InterruptedException {
    Items items = source.items(execution);
    int threads = threads(execution);
    MapResults results = new MapResults(items.count());
    if (distribution.isPresent()) {
      distribution.get().run(this, execution, items, threads, results);
    } else {
      execution.recorder().add(startedEvent(items.count()));
      try {
        WorkerPool.run(
            threads, items, item -> results.put(item.index(), runIteration(execution, item)));
      } catch (StateFailedException error) {
        execution.recorder().add(FAILED_EVENT);
        throw error;
      }
    }
    Optional<JsonNode> all = results.all();
    execution.recorder().add(all.isEmpty() ? FAILED_EVENT : new HistoryEvent("MapStateSucceeded"));
    return all.orElseThrow(execution::dataLimitExceeded);
  }

  private int threads(StateExecution execution) throws StateFailedException {
    long limit =
        concurrency.isEmpty()
            ? 0
            : execution.evaluate(
                () ->
                    concurrency
                        .get()
                        .evaluateInteger(execution.bindings(), "MaxConcurrency", CONCURRENCY));
    return limit == 0 ? DEFAULT_THREADS : (int) Math.min(limit, MAX_THREADS);
  }

  private JsonNode runIteration(StateExecution execution, Item item)
      throws StateFailedException, InterruptedException {
    ExecutionContext context = execution.context().iteration(item.index(), item.value());
    context.recorder().add(iterationEvent("Started", execution, item));
    try {
      JsonNode input = select(execution.withContext(context), item);
      JsonNode output = processor.run(context, input, execution.variables());
      context.recorder().add(iterationEvent("Succeeded", execution, item));
      return output;
    } catch (StateFailedException error) {
      context.recorder().add(iterationEvent("Failed", execution, item));
      throw error;
    } catch (InterruptedException e) {
      context.recorder().add(iterationEvent("Aborted", execution, item));
      throw e;
    }
  }

  /** The input of an item's graph: the item, or the value of {@code ItemSelector}. */
  JsonNode select(StateExecution execution, Item item) throws StateFailedException {
    return selector.isEmpty()
        ? item.value()
        : execution.requireWithinLimit(
            execution.evaluate(
                () -> selector.get().evaluate(execution.bindings(), "ItemSelector")));
  }

  static HistoryEvent startedEvent(int length) {
    return new HistoryEvent(
        "MapStateStarted", "mapStateStartedEventDetails", StateData.object().put("length", length));
  }

  private static HistoryEvent iterationEvent(String suffix, StateExecution execution, Item item) {
    return new HistoryEvent(
        "MapIteration" + suffix,
        "mapIteration" + suffix + "EventDetails",
        StateData.object().put("name", execution.name()).put("index", item.index()));
  }
}
