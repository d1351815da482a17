package org.rollcall.local.packaged;

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
 * The result of an invocation of a function.
 *
 * @param errorType the error's name, which a state machine can catch; empty for a success
 * @param text the response, or the error's message
 */
public record InvocationResult(Optional<String> errorType, String text) {

  /** A successful result. */
  public static InvocationResult succeeded(byte[] response) {
    return new InvocationResult(Optional.empty(), new String(response, StandardCharsets.UTF_8));
  }

  /** An error. */
  public static InvocationResult failed(String errorType, String message) {
    return new InvocationResult(Optional.of(errorType), message);
  }

  /** Invokes a handler in this process. */
  public static InvocationResult invoke(RequestStreamHandler handler, byte[] event) {
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    try {
      handler.handleRequest(new ByteArrayInputStream(event), response, null);
      return succeeded(response.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      return failed(e.getClass().getName(), String.valueOf(e.getMessage()));
    }
  }

  /** The response, or the error's message, as JSON. */
  public JsonNode json() {
    return Json.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }
}
