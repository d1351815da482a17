package org.rollcall.local.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.rollcall.local.states.expression.StateData;

/** Runs tasks that invoke Lambda functions, and formats results as Step Functions does. */
public final class LambdaTaskRunner implements TaskRunner {

  private final LambdaFunctions functions;
  private final Time time;

  public LambdaTaskRunner(LambdaFunctions functions, Time time) {
    this.functions = functions;
    this.time = time;
  }

  @Override
  public JsonNode run(String resource, JsonNode arguments) throws StateFailedException {
    if (!resource.equals(INVOKE_RESOURCE)) {
      return invoke(resource, arguments);
    }
    JsonNode function = arguments.path("FunctionName");
    if (!function.isTextual()) {
      throw new StateFailedException(
          "States.Runtime", "The argument FunctionName is missing or is not text.");
    }
    JsonNode payload = arguments.has("Payload") ? arguments.get("Payload") : StateData.object();
    return invokeResult(invoke(function.textValue(), payload));
  }

  /**
   * Invokes a function. As in Lambda, every exception and error of the function fails the task, and
   * does not fail the interpreter.
   */
  private JsonNode invoke(String function, JsonNode payload) throws StateFailedException {
    try {
      return functions.invoke(function, payload);
    } catch (RuntimeException | Error e) {
      String type = e.getClass().getName();
      ObjectNode cause =
          StateData.object()
              .put("errorMessage", String.valueOf(e.getMessage()))
              .put("errorType", type);
      throw new StateFailedException(type, cause.toString());
    }
  }

  /** The result of the API action {@code Invoke}, with the metadata that Step Functions adds. */
  private JsonNode invokeResult(JsonNode payload) {
    int length = payload.toString().getBytes(StandardCharsets.UTF_8).length;
    String requestId = UUID.randomUUID().toString();
    ObjectNode headers =
        StateData.object()
            .put("Connection", "keep-alive")
            .put("Content-Length", Integer.toString(length))
            .put("Content-Type", "application/json")
            .put(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(time.now().atOffset(ZoneOffset.UTC)))
            .put("X-Amz-Executed-Version", "$LATEST")
            .put("x-amzn-Remapped-Content-Length", "0")
            .put("x-amzn-RequestId", requestId);

    ObjectNode result = StateData.object().put("ExecutedVersion", "$LATEST");
    result.set("Payload", payload);
    ObjectNode http = result.putObject("SdkHttpMetadata");
    ObjectNode allHeaders = http.putObject("AllHttpHeaders");
    headers
        .properties()
        .forEach(header -> allHeaders.putArray(header.getKey()).add(header.getValue()));
    http.set("HttpHeaders", headers);
    http.put("HttpStatusCode", 200);
    result.putObject("SdkResponseMetadata").put("RequestId", requestId);
    return result.put("StatusCode", 200);
  }
}
