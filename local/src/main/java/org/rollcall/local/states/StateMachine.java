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
import org.rollcall.local.states.InvalidDefinition.Fault;

/**
 * A state machine that was read, checked, and found to be all within what the interpreter knows.
 */
public final class StateMachine {

  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([A-Za-z0-9]+)}");

  private final String definition;
  private final Flow flow;

  private StateMachine(String definition, Flow flow) {
    this.definition = definition;
    this.flow = flow;
  }

  /**
   * Reads a definition in the Amazon States Language.
   *
   * @param substitutions what stands for {@code ${Name}} in the definition's texts, by name
   * @throws InvalidDefinition with every fault, if there are any; a name that only one side knows
   *     is one too
   */
  public static StateMachine load(String definition, Map<String, String> substitutions) {
    List<Fault> faults = new ArrayList<>();
    JsonNode json;
    try {
      json = StateData.parse(definition);
    } catch (JsonProcessingException e) {
      throw new InvalidDefinition(
          List.of(new Fault("", "the definition is not JSON: " + e.getOriginalMessage())));
    }
    Set<String> used = new HashSet<>();
    JsonNode complete = substitute(json, "", substitutions, used, faults);
    substitutions.keySet().stream()
        .filter(name -> !used.contains(name))
        .sorted()
        .forEach(name -> faults.add(new Fault("", "the definition has no ${" + name + "}")));
    Flow flow = DefinitionReader.stateMachine(new DefinitionFields(complete, "", faults));
    if (!faults.isEmpty()) {
      throw new InvalidDefinition(faults);
    }
    return new StateMachine(StateData.text(complete), flow);
  }

  /** The definition with its substitutions made. */
  public String definition() {
    return definition;
  }

  Flow flow() {
    return flow;
  }

  private static JsonNode substitute(
      JsonNode value,
      String path,
      Map<String, String> substitutions,
      Set<String> used,
      List<Fault> faults) {
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
                faults.add(new Fault(path, "nothing is given for ${" + name + "}"));
              }
              return Matcher.quoteReplacement(substitutions.getOrDefault(name, ""));
            }));
  }
}
