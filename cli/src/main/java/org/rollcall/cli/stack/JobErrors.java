package org.rollcall.cli.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.rollcall.error.Fault;
import org.rollcall.json.Json;

/** Reads the errors of a rejected job: {@code {"errors": [{"code", "path", "message"}]}}. */
public final class JobErrors {

  private JobErrors() {}

  /** The errors in an execution's cause; other text becomes one error without a code. */
  public static List<Fault> read(String cause) {
    try {
      JsonNode json = Json.MAPPER.readTree(cause);
      return json.path("errors").isArray() ? read(json) : unknown(cause);
    } catch (JsonProcessingException e) {
      return unknown(cause);
    }
  }

  /** The errors of a JSON object. Functions of older versions send no codes. */
  public static List<Fault> read(JsonNode json) {
    List<Fault> errors = new ArrayList<>();
    for (JsonNode error : json.path("errors")) {
      errors.add(
          new Fault(
              error.path("code").asText(),
              error.path("path").asText(),
              error.path("message").asText()));
    }
    return errors;
  }

  private static List<Fault> unknown(String cause) {
    return List.of(new Fault("", "", cause));
  }
}
