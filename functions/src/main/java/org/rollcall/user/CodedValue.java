package org.rollcall.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Alma's coded values: {@code {"value": "UG", "desc": "Undergraduate"}}, or only the code. */
public final class CodedValue {

  private CodedValue() {}

  public static ObjectNode of(String code) {
    return JsonNodeFactory.instance.objectNode().put("value", code);
  }

  public static ObjectNode of(String code, String description) {
    return of(code).put("desc", description);
  }

  /**
   * The code of a coded value, without surrounding invisible characters; empty if there is none.
   */
  public static Optional<String> code(JsonNode node) {
    JsonNode value = node.isObject() ? node.path("value") : node;
    return value.isValueNode() && !value.isNull()
        ? Optional.of(CleanText.of(value.asText())).filter(code -> !code.isEmpty())
        : Optional.empty();
  }
}
