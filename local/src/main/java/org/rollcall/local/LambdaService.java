package org.rollcall.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rollcall.aws.ConcurrencyQuota;
import org.rollcall.json.Json;
import org.rollcall.local.endpoint.AwsEndpoint;
import org.rollcall.local.endpoint.DaemonThreads;
import org.rollcall.local.endpoint.RestService;
import org.rollcall.local.endpoint.ServiceException;
import org.rollcall.local.states.execution.LambdaFunctions;
import org.rollcall.local.states.execution.StateFailedException;

/**
 * Lambda with two operations: {@code Invoke}, with all types of invocations, and {@code
 * GetAccountSettings}. A function is identified by its name or its ARN, with or without a version
 * or alias.
 *
 * @param background runs the invocations for which the caller does not wait
 */
public record LambdaService(LambdaFunctions functions, Executor background) implements RestService {

  /** The version of the API of {@code Invoke}: the first segment of the path. */
  public static final String VERSION = "2015-03-31";

  /** The version of the API of {@code GetAccountSettings}. */
  public static final String ACCOUNT_VERSION = "2016-08-19";

  /** The concurrent executions of the account: the default quota of AWS. */
  static final int CONCURRENT_EXECUTIONS = 1_000;

  /** The quota of the functions in this process. */
  static final ConcurrencyQuota QUOTA = () -> OptionalInt.of(CONCURRENT_EXECUTIONS);

  private static final Pattern INVOCATION =
      Pattern.compile("/" + VERSION + "/functions/([^/]+)/invocations");

  private static final Pattern ACCOUNT_SETTINGS =
      Pattern.compile("/" + ACCOUNT_VERSION + "/account-settings/?");

  private static final Pattern FUNCTION =
      Pattern.compile("(?:arn:[^:]*:lambda:[^:]*:[^:]*:function:)?([^:]+)(?::[^:]+)?");

  /** The header of the response of a function that failed. */
  static final String ERROR = "X-Amz-Function-Error";

  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int NO_CONTENT = 204;

  public LambdaService(LambdaFunctions functions) {
    this(functions, Executors.newCachedThreadPool(DaemonThreads.named("rollcall-lambda")));
  }

  /** Adds both versions of the API to an endpoint. */
  void addTo(AwsEndpoint endpoint) {
    endpoint.addRestService(VERSION, this).addRestService(ACCOUNT_VERSION, this);
  }

  @Override
  public Result call(Request request, byte[] body) throws ServiceException {
    if (ACCOUNT_SETTINGS.matcher(request.path()).matches() && request.method().equals("GET")) {
      return accountSettings();
    }
    Matcher invocation = INVOCATION.matcher(request.path());
    if (!invocation.matches() || !request.method().equals("POST")) {
      throw new ServiceException(
          "UnknownOperationException",
          "The local Lambda only supports Invoke and GetAccountSettings.");
    }
    Matcher function = FUNCTION.matcher(invocation.group(1));
    if (!function.matches()) {
      throw new ServiceException("ValidationException", "The function name is invalid.");
    }
    String name = function.group(1);
    JsonNode payload = payload(body);
    String type = request.headers().getOrDefault("x-amz-invocation-type", "RequestResponse");
    return switch (type) {
      case "RequestResponse" -> invoke(name, payload);
      case "Event" -> {
        requireFunction(name);
        background.execute(() -> invokeInBackground(name, payload));
        yield new Result(ACCEPTED, "", Map.of());
      }
      case "DryRun" -> {
        requireFunction(name);
        yield new Result(NO_CONTENT, "", Map.of());
      }
      default ->
          throw new ServiceException(
              "ValidationException",
              "The invocation type must be RequestResponse, Event or DryRun, but was: " + type);
    };
  }

  private static Result accountSettings() {
    String body =
        """
        {"AccountLimit": {"ConcurrentExecutions": %1$d, "UnreservedConcurrentExecutions": %1$d},
         "AccountUsage": {}}
        """
            .formatted(CONCURRENT_EXECUTIONS);
    return new Result(OK, body, Map.of());
  }

  private static JsonNode payload(byte[] request) throws ServiceException {
    try {
      return request.length == 0 ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(request);
    } catch (IOException e) {
      throw new ServiceException(
          "InvalidRequestContentException", "Could not parse request body into json");
    }
  }

  private void requireFunction(String function) throws ServiceException {
    if (!functions.exists(function)) {
      throw new ServiceException(
          404, "ResourceNotFoundException", "Function not found: " + function);
    }
  }

  /** The caller does not learn of an error, as in Lambda. */
  private void invokeInBackground(String function, JsonNode payload) {
    try {
      invoke(function, payload);
    } catch (ServiceException e) {
      // The stack was closed.
    }
  }

  private Result invoke(String function, JsonNode payload) throws ServiceException {
    try {
      return new Result(OK, Json.text(functions.invoke(function, payload)), Map.of());
    } catch (StateFailedException e) {
      // Step Functions adds the prefix "Lambda." to the error codes of Lambda.
      String code = e.error().orElse("ServiceException").replaceFirst("^Lambda\\.", "");
      int status = code.equals("ResourceNotFoundException") ? 404 : 400;
      throw new ServiceException(status, code, e.cause().orElse(""));
    } catch (RuntimeException | Error e) {
      return new Result(
          OK,
          Json.text(
              Json.MAPPER
                  .createObjectNode()
                  .put("errorMessage", String.valueOf(e.getMessage()))
                  .put("errorType", e.getClass().getName())),
          Map.of(ERROR, "Unhandled"));
    }
  }
}
