package org.rollcall.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Function;
import org.rollcall.aws.InvocationUsage;
import org.rollcall.json.Json;
import org.rollcall.prepare.JobRejectedException;

/** Reads a function's JSON request and writes its JSON response. */
final class JsonRequestHandler {

  /** Lambda's limit for a synchronous request, in bytes. */
  private static final int MAX_REQUEST_BYTES = 6 * 1024 * 1024;

  private JsonRequestHandler() {}

  /** The request is invalid. */
  static final class InvalidRequestException extends RuntimeException {
    InvalidRequestException(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Handles one request.
   *
   * @throws InvalidRequestException if the request is not JSON of the type, has unknown keys, or is
   *     too large
   * @throws JobRejectedException if the function rejects a job; the state machine catches it
   * @throws FunctionFailedException if the function fails otherwise
   */
  static <Q, A> void handle(
      InputStream in, OutputStream out, Class<Q> type, Function<Q, A> function) throws IOException {
    handle(in, out, Json.MAPPER.readerFor(type), function);
  }

  /**
   * Handles one request whose JSON format is not Rollcall's.
   *
   * @param reader reads the request's type
   * @throws InvalidRequestException if the request cannot be read, or is too large
   */
  static <Q, A> void handle(
      InputStream in, OutputStream out, ObjectReader reader, Function<Q, A> function)
      throws IOException {
    byte[] bytes = in.readNBytes(MAX_REQUEST_BYTES + 1);
    if (bytes.length > MAX_REQUEST_BYTES) {
      throw new InvalidRequestException(
          "the request is larger than " + MAX_REQUEST_BYTES + " bytes");
    }
    Q request;
    try {
      request = reader.readValue(bytes);
    } catch (JsonProcessingException e) {
      throw new InvalidRequestException(
          "the request is not a valid "
              + reader.getValueType().getRawClass().getSimpleName()
              + " of this function");
    }
    out.write(Json.bytes(call(function, request)));
  }

  private static <Q, A> A call(Function<Q, A> function, Q request) {
    try {
      return new InvocationUsage().during(() -> function.apply(request));
    } catch (JobRejectedException e) {
      throw e;
    } catch (RuntimeException e) {
      throw FunctionFailedException.of(e);
    }
  }
}
