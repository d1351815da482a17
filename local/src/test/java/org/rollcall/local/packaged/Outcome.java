package org.rollcall.local.packaged;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.rollcall.json.Json;

/**
 * How an invocation ended, as its caller sees it.
 *
 * @param errorType the error's name, by which a state machine catches it; nothing if it answered
 * @param text the answer, or the error's message
 */
public record Outcome(Optional<String> errorType, String text) {

  public Outcome {
    requireNonNull(errorType, "errorType is null");
    requireNonNull(text, "text is null");
  }

  /** The function's answer. */
  public static Outcome answered(byte[] answer) {
    return new Outcome(Optional.empty(), new String(answer, StandardCharsets.UTF_8));
  }

  /** The function's error. */
  public static Outcome failed(String errorType, String message) {
    return new Outcome(Optional.of(errorType), message);
  }

  /** How an invocation of a handler ends in this process. */
  public static Outcome of(RequestStreamHandler handler, byte[] event) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      handler.handleRequest(new ByteArrayInputStream(event), answer, null);
      return answered(answer.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      return failed(e.getClass().getName(), String.valueOf(e.getMessage()));
    }
  }

  /** The answer, or the error's message, as JSON. */
  public JsonNode json() {
    return Json.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }
}
