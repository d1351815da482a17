package org.rollcall.local.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rollcall.local.states.data.StateData;
import org.rollcall.local.states.definition.DefinitionFault;
import org.rollcall.local.states.definition.DefinitionFields;
import org.rollcall.local.states.definition.InvalidDefinitionException;
import org.rollcall.local.states.execution.StateGraph;

/** A valid state machine that uses only supported features. */
public final class StateMachine {

  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([A-Za-z0-9]+)}");

  private final String definition;
  private final StateGraph graph;

  private StateMachine(String definition, StateGraph graph) {
    this.definition = definition;
    this.graph = graph;
  }

  /**
   * Reads a definition in the Amazon States Language.
   *
   * @param substitutions the values for {@code ${Name}} in the text of the definition, by name
   * @throws InvalidDefinitionException if the definition has faults, with all of them. A missing
   *     and an unused substitution are faults too
   */
  public static StateMachine load(String definition, Map<String, String> substitutions) {
    List<DefinitionFault> faults = new ArrayList<>();
    JsonNode json;
    try {
      json = StateData.parse(definition);
    } catch (JsonProcessingException e) {
      throw new InvalidDefinitionException(
          List.of(
              new DefinitionFault(
                  "", "the definition is not valid JSON: " + e.getOriginalMessage())));
    }
    Set<String> used = new HashSet<>();
    JsonNode complete = substitute(json, "", substitutions, used, faults);
    substitutions.keySet().stream()
        .filter(name -> !used.contains(name))
        .sorted()
        .forEach(
            name ->
                faults.add(
                    new DefinitionFault("", "the substitution ${" + name + "} is not used")));
    StateGraph graph =
        StateGraphReader.readStateMachine(new DefinitionFields(complete, "", faults));
    if (!faults.isEmpty()) {
      throw new InvalidDefinitionException(faults);
    }
    return new StateMachine(StateData.text(complete), graph);
  }

  /** The definition after substitution. */
  public String definition() {
    return definition;
  }

  StateGraph graph() {
    return graph;
  }

  private static JsonNode substitute(
      JsonNode value,
      String path,
      Map<String, String> substitutions,
      Set<String> used,
      List<DefinitionFault> faults) {
    if (value.isObject()) {
      ObjectNode object = StateData.object();
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        String where = path + "/" + member.getKey();
        object.set(
            member.getKey(), substitute(member.getValue(), where, substitutions, used, faults));
      }
      return object;
    }
    if (value.isArray()) {
      ArrayNode array = StateData.array();
      for (JsonNode element : value) {
        String where = path + "[" + array.size() + "]";
        array.add(substitute(element, where, substitutions, used, faults));
      }
      return array;
    }
    if (!value.isTextual()) {
      return value;
    }
    Matcher names = SUBSTITUTION.matcher(value.textValue());
    return TextNode.valueOf(
        names.replaceAll(
            match -> {
              String name = match.group(1);
              used.add(name);
              if (!substitutions.containsKey(name)) {
                faults.add(new DefinitionFault(path, "no value for ${" + name + "}"));
              }
              return Matcher.quoteReplacement(substitutions.getOrDefault(name, ""));
            }));
  }
}
