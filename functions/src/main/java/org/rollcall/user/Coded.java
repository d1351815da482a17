package org.rollcall.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Alma's coded values: {@code {"value": "UG", "desc": "Undergraduate"}}, or the bare code. */
public final class Coded {

  private Coded() {}

  public static ObjectNode of(String value) {
    return JsonNodeFactory.instance.objectNode().put("value", value);
  }

  public static ObjectNode of(String value, String description) {
    return of(value).put("desc", description);
  }

  /** The code of a coded value; nothing where there is none. */
  public static Optional<String> code(JsonNode node) {
    JsonNode value = node.isObject() ? node.path("value") : node;
    return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
        ? Optional.of(value.asText())
        : Optional.empty();
  }
}
