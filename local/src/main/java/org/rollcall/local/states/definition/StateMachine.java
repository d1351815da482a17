package org.rollcall.local.states.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rollcall.local.states.execution.ExecutionContext;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.expression.InvalidDefinitionException;
import org.rollcall.local.states.expression.StateData;
import org.rollcall.local.states.expression.ValueType;

/** A valid state machine that uses only supported features. */
public final class StateMachine {

  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([A-Za-z0-9]+)}");

  private final StateGraph graph;
  private final Optional<Duration> timeout;

  private StateMachine(StateGraph graph, Optional<Duration> timeout) {
    this.graph = graph;
    this.timeout = timeout;
  }

  /**
   * Reads a definition in the Amazon States Language.
   *
   * @param substitutions the values for {@code ${Name}} in the text of the definition, by name.
   *     They must not need escaping in JSON
   * @throws InvalidDefinitionException at the first fault of the definition. A missing and an
   *     unused substitution are faults too
   */
  public static StateMachine load(String definition, Map<String, String> substitutions) {
    JsonNode json;
    try {
      json = StateData.parse(substitute(definition, substitutions));
    } catch (JsonProcessingException e) {
      throw new InvalidDefinitionException(
          "", "the definition is not valid JSON: " + e.getOriginalMessage());
    }
    StateMachine machine =
        Fields.read(
            json,
            "",
            fields -> {
              fields.optional("Version", ValueType.oneOf("1.0"));
              Optional<Duration> timeout =
                  fields
                      .optional("TimeoutSeconds", TaskState.SECONDS)
                      .map(seconds -> Duration.ofSeconds(seconds.longValue()));
              return new StateMachine(
                  StateGraph.read(fields, StateGraph.readLanguage(fields, "JSONPath")), timeout);
            });
    machine.graph.checkVariables(Set.of(), "");
    return machine;
  }

  /** The maximum duration of an execution; empty if it is unlimited. */
  public Optional<Duration> timeout() {
    return timeout;
  }

  private static String substitute(String definition, Map<String, String> substitutions) {
    Set<String> unused = new TreeSet<>(substitutions.keySet());
    String complete =
        SUBSTITUTION
            .matcher(definition)
            .replaceAll(
                match -> {
                  String value = substitutions.get(match.group(1));
                  if (value == null) {
                    throw new InvalidDefinitionException("", "no value for " + match.group());
                  }
                  unused.remove(match.group(1));
                  return Matcher.quoteReplacement(value);
                });
    for (String name : unused) {
      throw new InvalidDefinitionException("", "the substitution ${" + name + "} is not used");
    }
    return complete;
  }

  /**
   * Runs an execution, with the events of its start and its end.
   *
   * @return the output
   * @throws StateFailedException if the execution fails
   * @throws InterruptedException if the execution is stopped. The caller adds the event of that
   */
  public JsonNode execute(ExecutionContext context, JsonNode input)
      throws StateFailedException, InterruptedException {
    return graph.execute(context, input);
  }
}
