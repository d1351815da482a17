package org.rollcall.local.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.rollcall.local.states.expression.InvalidDefinitionException;
import org.rollcall.local.states.expression.Template;
import org.rollcall.local.states.expression.ValueType;

/**
 * The fields of one object of a definition. A field that is not read is not supported, except
 * {@code Comment}. All methods throw {@link InvalidDefinitionException} if a value is invalid.
 */
final class Fields {

  private final JsonNode object;
  private final String path;
  private final Set<String> unread = new LinkedHashSet<>();

  private Fields(JsonNode object, String path) {
    this.object = object;
    this.path = path;
    object.fieldNames().forEachRemaining(unread::add);
  }

  /**
   * Reads an object.
   *
   * @param path the path of the object in the definition
   * @throws InvalidDefinitionException if it is not an object, or has fields that are not read
   */
  static <T> T read(JsonNode object, String path, Function<Fields, T> reader) {
    if (!object.isObject()) {
      throw new InvalidDefinitionException(path, "must be an object");
    }
    Fields fields = new Fields(object, path);
    T result = reader.apply(fields);
    fields.optional("Comment", ValueType.TEXT);
    for (String name : fields.unread) {
      throw fields.invalid(name, "is not supported");
    }
    return result;
  }

  /** Creates the error of an invalid field. */
  InvalidDefinitionException invalid(String field, String message) {
    return new InvalidDefinitionException(path + "/" + field, message);
  }

  InvalidDefinitionException invalid(String message) {
    return new InvalidDefinitionException(path, message);
  }

  /** The value of a field without expressions. */
  Optional<JsonNode> optional(String field, ValueType type) {
    unread.remove(field);
    JsonNode value = object.get(field);
    if (value != null && !type.contains(value)) {
      throw invalid(field, "must be " + type.description());
    }
    return Optional.ofNullable(value);
  }

  /** The value of a required field without expressions. */
  JsonNode required(String field, ValueType type) {
    return optional(field, type).orElseThrow(() -> invalid(field, "is missing"));
  }

  Optional<String> optionalText(String field) {
    return optional(field, ValueType.TEXT).map(JsonNode::textValue);
  }

  String text(String field) {
    return required(field, ValueType.TEXT).textValue();
  }

  /**
   * A field with expressions.
   *
   * @param type the type of the result
   * @param stateMembers the members of {@code $states} that the expressions can use, besides {@code
   *     input} and {@code context}
   */
  Optional<Template> template(String field, ValueType type, String... stateMembers) {
    return optional(field, ValueType.ANY)
        .map(value -> readTemplate(value, path + "/" + field, type, stateMembers));
  }

  /** A required field with expressions. */
  Template requiredTemplate(String field, ValueType type) {
    return template(field, type).orElseThrow(() -> invalid(field, "is missing"));
  }

  /** The members of an object, each a template. */
  Map<String, Template> templates(String field, String... stateMembers) {
    Map<String, Template> templates = new LinkedHashMap<>();
    optional(field, ValueType.OBJECT)
        .ifPresent(
            value -> {
              for (Map.Entry<String, JsonNode> member : value.properties()) {
                String where = path + "/" + field + "/" + member.getKey();
                templates.put(
                    member.getKey(),
                    readTemplate(member.getValue(), where, ValueType.ANY, stateMembers));
              }
            });
    return templates;
  }

  private static Template readTemplate(
      JsonNode value, String path, ValueType type, String... stateMembers) {
    Set<String> members = new LinkedHashSet<>(List.of(stateMembers));
    members.addAll(List.of("input", "context"));
    return Template.read(value, path, type, members);
  }

  /** The value of a field that is an object. */
  <T> Optional<T> object(String field, Function<Fields, T> reader) {
    return optional(field, ValueType.ANY).map(value -> read(value, path + "/" + field, reader));
  }

  /** The value of a required field that is an object. */
  <T> T requiredObject(String field, Function<Fields, T> reader) {
    return object(field, reader).orElseThrow(() -> invalid(field, "is missing"));
  }

  /** The elements of an array of objects; empty if the field is absent. */
  <T> List<T> objects(String field, Function<Fields, T> reader) {
    List<T> all = new ArrayList<>();
    for (JsonNode element : optional(field, ValueType.ARRAY).orElse(MissingNode.getInstance())) {
      all.add(read(element, path + "/" + field + "[" + all.size() + "]", reader));
    }
    return all;
  }

  /** The members of an object, each an object. */
  <T> Map<String, T> objectsByName(String field, Function<Fields, T> reader) {
    return requiredObject(
        field,
        members -> {
          Map<String, T> all = new LinkedHashMap<>();
          for (String name : List.copyOf(members.unread)) {
            all.put(name, members.requiredObject(name, reader));
          }
          return all;
        });
  }
}
