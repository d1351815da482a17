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
 * A state that runs a flow for each of many items: within its own execution, or each as an
 * execution of its own.
 */
public record MapState(
    ItemSource source,
    Optional<Template> selector,
    Optional<Template> concurrency,
    StateGraph processor,
    Optional<DistributedMap> distribution,
    ErrorHandling errors,
    NextState exit)
    implements State {

  /**
   * Threads where the definition asks for as many as possible, and the most there are in any case.
   */
  private static final int DEFAULT_THREADS = 40;

  static final HistoryEvent FAILED = new HistoryEvent("MapStateFailed");

  private static final int MOST_THREADS = 100;
  private static final IntegerRange CONCURRENCY = new IntegerRange(0, 100_000_000);

  public static MapState read(
      DefinitionFields fields, Function<DefinitionFields, StateGraph> flowReader) {
    Optional<DistributedMap> distribution;
    StateGraph processor;
    try (DefinitionFields inner = fields.requiredObject("ItemProcessor")) {
      distribution = distribution(inner, fields);
      processor = flowReader.apply(inner);
    }
    return new MapState(
        ItemSource.read(fields, distribution.isPresent()),
        fields.template("ItemSelector", DefinitionFields.ALWAYS),
        fields.integer("MaxConcurrency", CONCURRENCY),
        processor,
        distribution,
        ErrorHandling.read(fields),
        NextState.nextOrEnd(fields, DefinitionFields.WITH_RESULT));
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
  public Set<String> targets() {
    Set<String> targets = new TreeSet<>(errors.targets());
    exit.next().ifPresent(targets::add);
    return targets;
  }

  @Override
  public Set<String> assigns() {
    Set<String> names = new TreeSet<>(errors.assigns());
    names.addAll(exit.assign().keySet());
    return names;
  }

  @Override
  public Transition run(StateExecution visit) throws StateFailedException, InterruptedException {
    return errors.guard(
        visit,
        () -> {
          JsonNode result = result(visit);
          return exit.leave(visit, visit.bindingsWith("result", result), result, "");
        });
  }

  private JsonNode result(StateExecution visit) throws StateFailedException, InterruptedException {
    Items items = source.items(visit);
    int threads = threads(visit);
    MapResults outputs = new MapResults(items.count());
    if (distribution.isPresent()) {
      distribution.get().run(this, visit, items, threads, outputs);
    } else {
      visit.trail().add(started(items.count()));
      try {
        WorkerPool.work(threads, items, item -> outputs.put(item.index(), iterate(visit, item)));
      } catch (StateFailedException error) {
        visit.trail().add(FAILED);
        throw error;
      }
    }
    Optional<JsonNode> all = outputs.all();
    visit.trail().add(all.isEmpty() ? FAILED : new HistoryEvent("MapStateSucceeded"));
    return all.orElseThrow(visit::tooLarge);
  }

  private int threads(StateExecution visit) throws StateFailedException {
    long wanted =
        concurrency.isEmpty()
            ? 0
            : visit.work(
                () -> concurrency.get().integer(visit.bindings(), "MaxConcurrency", CONCURRENCY));
    return wanted == 0 ? DEFAULT_THREADS : (int) Math.min(wanted, MOST_THREADS);
  }

  private JsonNode iterate(StateExecution visit, Item item)
      throws StateFailedException, InterruptedException {
    ExecutionContext situation = visit.situation().iteration(item.index(), item.value());
    situation.trail().add(iteration("Started", visit, item));
    try {
      JsonNode input = select(visit.inside(situation), item);
      JsonNode output = processor.walk(situation, input, visit.variables());
      situation.trail().add(iteration("Succeeded", visit, item));
      return output;
    } catch (StateFailedException error) {
      situation.trail().add(iteration("Failed", visit, item));
      throw error;
    } catch (InterruptedException e) {
      situation.trail().add(iteration("Aborted", visit, item));
      throw e;
    }
  }

  /** The item as the flow is to see it. */
  JsonNode select(StateExecution visit, Item item) throws StateFailedException {
    return selector.isEmpty()
        ? item.value()
        : visit.limited(
            visit.work(() -> selector.get().evaluate(visit.bindings(), "ItemSelector")));
  }

  static HistoryEvent started(int length) {
    return new HistoryEvent(
        "MapStateStarted", "mapStateStartedEventDetails", StateData.object().put("length", length));
  }

  private static HistoryEvent iteration(String what, StateExecution visit, Item item) {
    return new HistoryEvent(
        "MapIteration" + what,
        "mapIteration" + what + "EventDetails",
        StateData.object().put("name", visit.name()).put("index", item.index()));
  }
}
