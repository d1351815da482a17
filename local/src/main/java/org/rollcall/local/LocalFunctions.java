package org.rollcall.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollcall.json.Json;
import org.rollcall.lambda.CheckCredential;
import org.rollcall.lambda.NotifyUser;
import org.rollcall.lambda.PrepareJob;
import org.rollcall.lambda.PrintLetters;
import org.rollcall.lambda.RecordDelivery;
import org.rollcall.lambda.ReportJob;
import org.rollcall.lambda.StartJob;
import org.rollcall.lambda.UpdateUser;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.states.execution.LambdaFunctions;
import org.rollcall.local.states.execution.S3Objects;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.execution.TaskRunner;

/**
 * The functions' handlers, called in this process with the bytes that Lambda would pass. As in
 * Lambda, a function continues when the execution that called it is stopped.
 */
public final class LocalFunctions implements LambdaFunctions, AutoCloseable {

  /** The longest timeout in the state machine for a function that updates users. */
  static final Duration MAX_RUN_TIME = Duration.ofSeconds(105);

  /** The number of functions that run at the same time is always smaller. */
  private static final int MAX_RUNNING = Integer.MAX_VALUE;

  private final Map<String, RequestStreamHandler> handlers;

  /** One permit for each running function. */
  private final Semaphore running = new Semaphore(MAX_RUNNING);

  private volatile boolean closed;

  public LocalFunctions(Wiring wiring) {
    handlers =
        Map.of(
            "PrepareJob", new PrepareJob(wiring),
            "UpdateUser", new UpdateUser(wiring),
            "NotifyUser", new NotifyUser(wiring),
            "ReportJob", new ReportJob(wiring),
            "PrintLetters", new PrintLetters(wiring),
            "CheckCredential", new CheckCredential(wiring),
            "RecordDelivery", new RecordDelivery(wiring),
            "StartJob", new StartJob(wiring));
  }

  /** The substitutions in the state machine's definition, with the function names as values. */
  static Map<String, String> substitutions() {
    Map<String, String> substitutions =
        Stream.of("PrepareJob", "UpdateUser", "NotifyUser", "ReportJob")
            .collect(Collectors.toMap(name -> name + "FunctionArn", name -> name));
    substitutions.put("InvokeFunction", TaskRunner.INVOKE_RESOURCE);
    substitutions.put("GetObject", S3Objects.GET_RESOURCE);
    return substitutions;
  }

  @Override
  public boolean exists(String function) {
    return handlers.containsKey(function);
  }

  @Override
  public JsonNode invoke(String function, JsonNode payload) throws StateFailedException {
    RequestStreamHandler handler = handlers.get(function);
    if (handler == null) {
      throw new StateFailedException(
          "Lambda.ResourceNotFoundException", "Function not found: " + function);
    }
    return whileOpen(() -> invoke(handler, payload));
  }

  /**
   * Passes all invocations to other functions. These invocations are refused and awaited like those
   * of the functions in this process.
   */
  LambdaFunctions passingTo(LambdaFunctions others) {
    return (function, payload) -> whileOpen(() -> others.invoke(function, payload));
  }

  private interface Invocation {
    JsonNode run() throws StateFailedException;
  }

  private JsonNode whileOpen(Invocation invocation) throws StateFailedException {
    running.acquireUninterruptibly();
    try {
      if (closed) {
        throw new StateFailedException(
            "Lambda.ResourceNotFoundException", "The local stack is closed.");
      }
      return invocation.run();
    } finally {
      running.release();
    }
  }

  private static JsonNode invoke(RequestStreamHandler handler, JsonNode payload)
      throws StateFailedException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      // The handlers do not use the context.
      handler.handleRequest(new ByteArrayInputStream(Json.bytes(payload)), answer, null);
    } catch (IOException e) {
      throw new StateFailedException(
          "Lambda.SdkClientException", "the stream of the function failed");
    }
    return Json.read(answer.toByteArray(), JsonNode.class);
  }

  /** Waits until no function is running, at most for {@link #MAX_RUN_TIME}. */
  void awaitIdle() {
    try {
      if (running.tryAcquire(MAX_RUNNING, MAX_RUN_TIME.toSeconds(), TimeUnit.SECONDS)) {
        running.release(MAX_RUNNING);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Refuses new invocations and waits for the running ones. */
  @Override
  public void close() {
    closed = true;
    awaitIdle();
  }
}
