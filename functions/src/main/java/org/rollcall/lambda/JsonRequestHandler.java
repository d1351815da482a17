package org.rollcall.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rollcall.aws.InvocationUsage;
import org.rollcall.aws.SnapshotFunctions;
import org.rollcall.json.Json;
import org.rollcall.prepare.JobRejectedException;

/**
 * A handler that reads its request from JSON and writes its response as JSON.
 *
 * @param <Q> the type of the request
 */
abstract class JsonRequestHandler<Q> implements RequestStreamHandler {

  /** Lambda's limit for a synchronous request, in bytes. */
  private static final int MAX_REQUEST_BYTES = 6 * 1024 * 1024;

  private static final byte[] NOTHING = SnapshotFunctions.NOTHING.getBytes(StandardCharsets.UTF_8);

  private final JsonMapper mapper;
  private final Class<Q> type;

  JsonRequestHandler(Class<Q> type) {
    this(Json.MAPPER, type);
  }

  /**
   * A handler of requests whose JSON format is not Rollcall's.
   *
   * @param mapper reads the requests
   */
  JsonRequestHandler(JsonMapper mapper, Class<Q> type) {
    this.mapper = mapper;
    this.type = type;
  }

  /** The request is invalid. */
  static final class InvalidRequestException extends RuntimeException {
    InvalidRequestException(String message) {
      super(message, null, false, false);
    }
  }

  /** Handles a request. The result becomes the response's JSON. */
  abstract Object handle(Q request);

  /**
   * Handles one request, and counts its usage. The request {@code null} does nothing: it only
   * starts the function.
   *
   * @throws InvalidRequestException if the request is not JSON of the type, or is too large
   * @throws JobRejectedException if the function rejects a job; the state machine catches it
   * @throws FunctionsNotReadyException if other functions are not ready; the state machine waits
   * @throws FunctionFailedException if the function fails otherwise
   */
  @Override
  public final void handleRequest(InputStream in, OutputStream out, Context context)
      throws IOException {
    byte[] bytes = in.readNBytes(MAX_REQUEST_BYTES + 1);
    if (bytes.length > MAX_REQUEST_BYTES) {
      throw new InvalidRequestException(
          "the request is larger than " + MAX_REQUEST_BYTES + " bytes");
    }
    if (Arrays.equals(bytes, NOTHING)) {
      out.write(NOTHING);
      return;
    }
    Q request;
    try {
      request = mapper.readValue(bytes, type);
    } catch (JsonProcessingException e) {
      throw new InvalidRequestException(
          "the request is not a valid " + type.getSimpleName() + " of this function");
    }
    try {
      out.write(Json.bytes(usage(context).during(() -> handle(request))));
    } catch (JobRejectedException | FunctionsNotReadyException e) {
      throw e;
    } catch (RuntimeException e) {
      throw FunctionFailedException.of(e);
    }
  }

  /** Counts the usage of an invocation from now on. A local invocation has no context. */
  private InvocationUsage usage(@Nullable Context context) {
    String function = getClass().getSimpleName();
    return context == null
        ? new InvocationUsage(function)
        : new InvocationUsage(function, context.getAwsRequestId());
  }
}
