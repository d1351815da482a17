package org.rollcall.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rollcall.json.Json;
import org.rollcall.local.endpoint.RestService;
import org.rollcall.local.endpoint.ServiceException;
import org.rollcall.local.states.execution.LambdaFunctions;
import org.rollcall.local.states.execution.StateFailedException;

/**
 * Lambda with one operation: {@code Invoke}, synchronous. A function is identified by its name or
 * its ARN, with or without a version or alias.
 */
public record LambdaService(LambdaFunctions functions) implements RestService {

  /** The version of the API: the first segment of every path. */
  public static final String VERSION = "2015-03-31";

  private static final Pattern INVOCATION =
      Pattern.compile("/" + VERSION + "/functions/([^/]+)/invocations");

  private static final Pattern FUNCTION =
      Pattern.compile("(?:arn:[^:]*:lambda:[^:]*:[^:]*:function:)?([^:]+)(?::[^:]+)?");

  /** The header of the response of a function that failed. */
  static final String ERROR = "X-Amz-Function-Error";

  @Override
  public Result call(String path, byte[] request) throws ServiceException {
    Matcher invocation = INVOCATION.matcher(path);
    if (!invocation.matches()) {
      throw new ServiceException(
          "UnknownOperationException", "The local Lambda only supports Invoke.");
    }
    Matcher function = FUNCTION.matcher(invocation.group(1));
    if (!function.matches()) {
      throw new ServiceException("ValidationException", "The function name is invalid.");
    }
    return invoke(function.group(1), payload(request));
  }

  private static JsonNode payload(byte[] request) throws ServiceException {
    try {
      return request.length == 0 ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(request);
    } catch (IOException e) {
      throw new ServiceException(
          "InvalidRequestContentException", "Could not parse request body into json");
    }
  }

  private Result invoke(String function, JsonNode payload) throws ServiceException {
    try {
      return new Result(Json.text(functions.invoke(function, payload)), Map.of());
    } catch (StateFailedException e) {
      // Step Functions adds the prefix "Lambda." to the error codes of Lambda.
      String code = e.error().orElse("ServiceException").replaceFirst("^Lambda\\.", "");
      int status = code.equals("ResourceNotFoundException") ? 404 : 400;
      throw new ServiceException(status, code, e.cause().orElse(""));
    } catch (RuntimeException | Error e) {
      return new Result(
          Json.text(
              Json.MAPPER
                  .createObjectNode()
                  .put("errorMessage", String.valueOf(e.getMessage()))
                  .put("errorType", e.getClass().getName())),
          Map.of(ERROR, "Unhandled"));
    }
  }
}
