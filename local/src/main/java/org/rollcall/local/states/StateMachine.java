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

/**
 * A state machine that was read, checked, and found to be all within what the interpreter knows.
 */
public final class StateMachine {

  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([A-Za-z0-9]+)}");

  private final String definition;
  private final StateGraph flow;

  private StateMachine(String definition, StateGraph flow) {
    this.definition = definition;
    this.flow = flow;
  }

  /**
   * Reads a definition in the Amazon States Language.
   *
   * @param substitutions what stands for {@code ${Name}} in the definition's texts, by name
   * @throws InvalidDefinitionException with every fault, if there are any; a name that only one
   *     side knows is one too
   */
  public static StateMachine load(String definition, Map<String, String> substitutions) {
    List<DefinitionFault> faults = new ArrayList<>();
    JsonNode json;
    try {
      json = StateData.parse(definition);
    } catch (JsonProcessingException e) {
      throw new InvalidDefinitionException(
          List.of(
              new DefinitionFault("", "the definition is not JSON: " + e.getOriginalMessage())));
    }
    Set<String> used = new HashSet<>();
    JsonNode complete = substitute(json, "", substitutions, used, faults);
    substitutions.keySet().stream()
        .filter(name -> !used.contains(name))
        .sorted()
        .forEach(
            name -> faults.add(new DefinitionFault("", "the definition has no ${" + name + "}")));
    StateGraph flow = StateGraphReader.stateMachine(new DefinitionFields(complete, "", faults));
    if (!faults.isEmpty()) {
      throw new InvalidDefinitionException(faults);
    }
    return new StateMachine(StateData.text(complete), flow);
  }

  /** The definition with its substitutions made. */
  public String definition() {
    return definition;
  }

  StateGraph flow() {
    return flow;
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
                faults.add(new DefinitionFault(path, "nothing is given for ${" + name + "}"));
              }
              return Matcher.quoteReplacement(substitutions.getOrDefault(name, ""));
            }));
  }
}
