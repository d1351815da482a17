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
import org.rollcall.local.states.expression.IntegerRange;
import org.rollcall.local.states.expression.Template;

/**
 * The fields of one object of a definition. Faults are collected in a list.
 *
 * <p>A caller reads each field by name. {@link #close} adds a fault for each field that was not
 * read. For an invalid value, a method adds a fault and returns a default value. The definition is
 * refused in the end, so that the default value is never used.
 */
public final class DefinitionFields implements AutoCloseable {

  /** The members of {@code $states} that are visible in every field. */
  public static final Set<String> ALWAYS = Set.of("input", "context");

  /** The members of {@code $states} that are visible after the result of a state is known. */
  public static final Set<String> WITH_RESULT = Set.of("input", "context", "result");

  /** The members of {@code $states} that are visible in a catcher. */
  public static final Set<String> WITH_ERROR = Set.of("input", "context", "errorOutput");

  private final JsonNode object;
  private final String path;
  private final List<DefinitionFault> faults;
  private final Set<String> read = new HashSet<>();

  /**
   * Creates the fields of an object. If the value is not an object, adds a fault.
   *
   * @param path the path of the object in the definition
   * @param faults receives the faults
   */
  public DefinitionFields(JsonNode object, String path, List<DefinitionFault> faults) {
    this.object = object;
    this.path = path;
    this.faults = faults;
    if (!object.isObject()) {
      addFault("must be an object");
    }
  }

  private String path(String field) {
    return path + "/" + field;
  }

  /** The names of all fields. */
  public List<String> fieldNames() {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  public void addFault(String message) {
    faults.add(new DefinitionFault(path, message));
  }

  public void addFault(String field, String message) {
    faults.add(new DefinitionFault(path(field), message));
  }

  public Optional<JsonNode> optional(String field) {
    read.add(field);
    return Optional.ofNullable(object.get(field));
  }

  public Optional<String> optionalText(String field) {
    return optional(field)
        .filter(value -> check(field, value, JsonNode::isTextual, "text"))
        .map(JsonNode::textValue);
  }

  public String text(String field) {
    if (!object.has(field)) {
      addFault(field, "is missing");
    }
    return optionalText(field).orElse("");
  }

  public long integer(String field, IntegerRange range, long defaultValue) {
    return optional(field)
        .filter(value -> check(field, value, range::contains, range.toString()))
        .map(JsonNode::longValue)
        .orElse(defaultValue);
  }

  public double number(String field, double min, double defaultValue) {
    return optional(field)
        .filter(
            value ->
                check(
                    field,
                    value,
                    number -> number.isNumber() && number.doubleValue() >= min,
                    "a number of at least " + min))
        .map(JsonNode::doubleValue)
        .orElse(defaultValue);
  }

  public String choice(String field, List<String> choices, String defaultValue) {
    return optional(field)
        .filter(
            value ->
                check(
                    field,
                    value,
                    choice -> choice.isTextual() && choices.contains(choice.textValue()),
                    "one of " + choices))
        .map(JsonNode::textValue)
        .orElse(defaultValue);
  }

  public Optional<DefinitionFields> object(String field) {
    return optional(field).map(value -> new DefinitionFields(value, path(field), faults));
  }

  public DefinitionFields requiredObject(String field) {
    return object(field)
        .orElseGet(
            () -> {
              addFault(field, "is missing");
              return new DefinitionFields(StateData.object(), path(field), new ArrayList<>());
            });
  }

  /** The elements of an array of objects. */
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

  /**
   * A field with expressions.
   *
   * @param visible the members of {@code $states} that the expressions can use
   */
  public Optional<Template> template(String field, Set<String> visible) {
    return optional(field)
        .map(value -> new TemplateReader(visible, faults).read(value, path(field)));
  }

  /**
   * A field with expressions. If its value contains no expression, the value is checked.
   *
   * @param visible the members of {@code $states} that the expressions can use
   * @param isValid the condition for a constant value
   * @param description the description of a valid value, for the fault
   */
  public Optional<Template> template(
      String field, Set<String> visible, Predicate<JsonNode> isValid, String description) {
    return template(field, visible)
        .filter(
            template ->
                !(template instanceof Template.Constant constant)
                    || check(field, constant.value(), isValid, description));
  }

  public Optional<Template> integerTemplate(String field, IntegerRange range) {
    return template(field, ALWAYS, range::contains, range + " or an expression");
  }

  /** The members of an object, each a template. */
  public Map<String, Template> templates(String field, Set<String> visible) {
    Map<String, Template> templates = new LinkedHashMap<>();
    TemplateReader reader = new TemplateReader(visible, faults);
    optional(field)
        .filter(value -> check(field, value, JsonNode::isObject, "an object"))
        .ifPresent(
            value -> {
              for (Map.Entry<String, JsonNode> member : value.properties()) {
                String name = member.getKey();
                templates.put(name, reader.read(member.getValue(), path(field) + "/" + name));
              }
            });
    return templates;
  }

  /** Treats the remaining fields as read, if an invalid field makes them meaningless. */
  public void ignoreRemaining() {
    read.addAll(fieldNames());
  }

  /** Adds a fault for each field that was not read, except {@code Comment}. */
  @Override
  public void close() {
    optionalText("Comment");
    for (String name : fieldNames()) {
      if (!read.contains(name)) {
        addFault(name, "is not supported");
      }
    }
  }

  /**
   * Checks the value of a field, and adds a fault if it is invalid.
   *
   * @param description the description of a valid value, for the fault
   */
  public boolean check(
      String field, JsonNode value, Predicate<JsonNode> isValid, String description) {
    boolean valid = isValid.test(value);
    if (!valid) {
      addFault(field, "must be " + description);
    }
    return valid;
  }
}
