package org.rollcall.local.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.rollcall.local.states.data.StateData;
import org.rollcall.local.states.expression.Expression;
import org.rollcall.local.states.expression.ExpressionChecker;
import org.rollcall.local.states.expression.IntegerRange;
import org.rollcall.local.states.expression.Template;

/**
 * The fields of one object of a definition. Whoever reads it takes each field by name; what nobody
 * took by {@link #close} is a fault, and so is a value of the wrong kind, for which the reader is
 * given something harmless: the definition is refused in the end.
 */
public final class DefinitionFields implements AutoCloseable {

  /** The members of {@code $states} that every field sees. */
  public static final Set<String> ALWAYS = Set.of("input", "context");

  /** What the fields see that are worked out when a state has its result. */
  public static final Set<String> WITH_RESULT = Set.of("input", "context", "result");

  /** What a catcher's fields see. */
  public static final Set<String> WITH_ERROR = Set.of("input", "context", "errorOutput");

  private final JsonNode object;
  private final String path;
  private final List<DefinitionFault> faults;
  private final Set<String> taken = new HashSet<>();

  public DefinitionFields(JsonNode object, String path, List<DefinitionFault> faults) {
    this.object = object;
    this.path = path;
    this.faults = faults;
    if (!object.isObject()) {
      fault("must be an object");
    }
  }

  String path(String field) {
    return path + "/" + field;
  }

  /** The fields' names, for an object whose fields are named by its author. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  public void fault(String message) {
    faults.add(new DefinitionFault(path, message));
  }

  public void fault(String field, String message) {
    faults.add(new DefinitionFault(path(field), message));
  }

  public Optional<JsonNode> optional(String field) {
    taken.add(field);
    return Optional.ofNullable(object.get(field));
  }

  public Optional<String> optionalText(String field) {
    return optional(field)
        .filter(value -> check(field, value, JsonNode::isTextual, "a text"))
        .map(JsonNode::textValue);
  }

  public String text(String field) {
    if (!object.has(field)) {
      fault(field, "is missing");
    }
    return optionalText(field).orElse("");
  }

  public long integer(String field, IntegerRange bounds, long otherwise) {
    return optional(field)
        .filter(value -> check(field, value, bounds::contains, bounds.toString()))
        .map(JsonNode::longValue)
        .orElse(otherwise);
  }

  public double number(String field, double least, double otherwise) {
    Predicate<JsonNode> enough = value -> value.isNumber() && value.doubleValue() >= least;
    return optional(field)
        .filter(value -> check(field, value, enough, "a number of at least " + least))
        .map(JsonNode::doubleValue)
        .orElse(otherwise);
  }

  public String choice(String field, List<String> choices, String otherwise) {
    Predicate<JsonNode> known = value -> value.isTextual() && choices.contains(value.textValue());
    return optional(field)
        .filter(value -> check(field, value, known, "one of " + choices))
        .map(JsonNode::textValue)
        .orElse(otherwise);
  }

  public Optional<DefinitionFields> object(String field) {
    return optional(field).map(value -> new DefinitionFields(value, path(field), faults));
  }

  public DefinitionFields requiredObject(String field) {
    return object(field)
        .orElseGet(
            () -> {
              fault(field, "is missing");
              return new DefinitionFields(StateData.object(), path(field), new ArrayList<>());
            });
  }

  /** The objects of an array, each with its own path. */
  public List<DefinitionFields> objects(String field) {
    List<DefinitionFields> all = new ArrayList<>();
    optional(field)
        .filter(value -> check(field, value, JsonNode::isArray, "an array"))
        .ifPresent(
            array -> {
              for (int i = 0; i < array.size(); i++) {
                all.add(new DefinitionFields(array.get(i), path(field) + "[" + i + "]", faults));
              }
            });
    return all;
  }

  public Optional<Template> template(String field, Set<String> visible) {
    return optional(field).map(value -> template(value, path(field), visible));
  }

  /** A template whose value, where it is no expression, is of a kind already known. */
  public Optional<Template> template(
      String field, Set<String> visible, Predicate<JsonNode> is, String kind) {
    return template(field, visible)
        .filter(
            template ->
                !(template instanceof Template.Constant constant)
                    || check(field, constant.value(), is, kind));
  }

  public Optional<Template> integer(String field, IntegerRange bounds) {
    return template(field, ALWAYS, bounds::contains, bounds + " or an expression");
  }

  public Map<String, Template> members(String field, Set<String> visible) {
    Map<String, Template> members = new LinkedHashMap<>();
    optional(field)
        .filter(value -> check(field, value, JsonNode::isObject, "an object"))
        .ifPresent(
            value ->
                value
                    .properties()
                    .forEach(
                        member ->
                            members.put(
                                member.getKey(),
                                template(
                                    member.getValue(),
                                    path(field) + "/" + member.getKey(),
                                    visible))));
    return members;
  }

  /**
   * Leaves the fields that nobody has taken unread, where one that was taken makes them
   * meaningless.
   */
  public void leaveRest() {
    taken.addAll(names());
  }

  /** Makes a fault of every field that nobody has taken; a comment is taken here. */
  @Override
  public void close() {
    optionalText("Comment");
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!taken.contains(name)) {
                fault(name, "is not supported here");
              }
            });
  }

  public boolean check(String field, JsonNode value, Predicate<JsonNode> is, String kind) {
    boolean right = is.test(value);
    if (!right) {
      fault(field, "must be " + kind);
    }
    return right;
  }

  private Template template(JsonNode value, String where, Set<String> visible) {
    if (value.isTextual()) {
      return text(value, where, visible);
    }
    if (value.isArray()) {
      List<Template> elements = new ArrayList<>();
      for (int i = 0; i < value.size(); i++) {
        elements.add(template(value.get(i), where + "[" + i + "]", visible));
      }
      return elements.stream().allMatch(Template.Constant.class::isInstance)
          ? new Template.Constant(value)
          : new Template.Elements(List.copyOf(elements));
    }
    if (value.isObject()) {
      Map<String, Template> members = new LinkedHashMap<>();
      value
          .properties()
          .forEach(
              member ->
                  members.put(
                      member.getKey(),
                      template(member.getValue(), where + "/" + member.getKey(), visible)));
      return members.values().stream().allMatch(Template.Constant.class::isInstance)
          ? new Template.Constant(value)
          : new Template.Members(members);
    }
    return new Template.Constant(value);
  }

  private Template text(JsonNode value, String where, Set<String> visible) {
    String text = value.textValue();
    boolean opened = text.startsWith("{%");
    if (opened != text.endsWith("%}") || (opened && text.length() < 4)) {
      faults.add(new DefinitionFault(where, "an expression begins with {% and ends with %}"));
    } else if (opened) {
      String expression = text.substring(2, text.length() - 2).strip();
      ExpressionChecker.objections(expression, visible)
          .forEach(objection -> faults.add(new DefinitionFault(where, objection)));
      try {
        return new Template.Computed(Expression.compile(expression));
      } catch (IllegalArgumentException e) {
        faults.add(new DefinitionFault(where, "is not JSONata: " + e.getMessage()));
      }
    }
    return new Template.Constant(value);
  }
}
