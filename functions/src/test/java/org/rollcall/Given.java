package org.rollcall;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.rollcall.error.Faults;
import org.rollcall.json.Fields;
import org.rollcall.user.User;

/** Test data, written in JSON with single quotes and unquoted keys. */
public final class Given {

  private static final JsonMapper LENIENT =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private Given() {}

  public static JsonNode json(String text) {
    try {
      return LENIENT.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("invalid JSON in a test: " + text, e);
    }
  }

  public static ObjectNode object(String text) {
    return (ObjectNode) json(text);
  }

  public static User user(String text) {
    return new User(object(text));
  }

  /** The fields of an object. The paths of errors begin at this object. */
  public static Fields fields(String text, Faults faults) {
    return Fields.of(json(text), "", faults).orElseThrow();
  }

  /** Errors as {@code path: message}, such as {@code set: is missing}. */
  public static List<String> messages(Faults faults) {
    return faults.found().stream().map(fault -> fault.path() + ": " + fault.message()).toList();
  }
}
