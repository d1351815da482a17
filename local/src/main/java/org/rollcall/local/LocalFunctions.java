package org.rollcall.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.rollcall.json.Json;
import org.rollcall.lambda.CheckCredential;
import org.rollcall.lambda.NotifyUser;
import org.rollcall.lambda.PrepareJob;
import org.rollcall.lambda.RecordDelivery;
import org.rollcall.lambda.ReportJob;
import org.rollcall.lambda.StartJob;
import org.rollcall.lambda.UpdateUser;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.services.LambdaFunctions;

/**
 * The handlers themselves, called in this process with the bytes that Lambda would give them. As in
 * Lambda, a function goes on when the execution that called it is stopped.
 */
public final class LocalFunctions implements LambdaFunctions, AutoCloseable {

  /** As long as the state machine lets any function take that has users in hand. */
  static final Duration LONGEST = Duration.ofSeconds(150);

  private final Map<String, RequestStreamHandler> handlers;
  private int atWork;
  private boolean closed;

  public LocalFunctions(Wiring wiring) {
    handlers =
        Map.of(
            "PrepareJob", new PrepareJob(wiring),
            "UpdateUser", new UpdateUser(wiring),
            "NotifyUser", new NotifyUser(wiring),
            "ReportJob", new ReportJob(wiring),
            "CheckCredential", new CheckCredential(wiring),
            "RecordDelivery", new RecordDelivery(wiring),
            "StartJob", new StartJob(wiring));
  }

  /**
   * What the state machine's definition calls the functions that it uses, and what they are called
   * here.
   */
  static Map<String, String> substitutions() {
    Map<String, String> names = new TreeMap<>();
    for (String name : new String[] {"PrepareJob", "UpdateUser", "NotifyUser", "ReportJob"}) {
      names.put(name + "FunctionArn", name);
    }
    return names;
  }

  @Override
  public JsonNode invoke(String function, JsonNode payload) throws StateFailedException {
    RequestStreamHandler handler = handlers.get(function);
    if (handler == null) {
      throw new StateFailedException(
          "Lambda.ResourceNotFoundException", "Function not found: " + function);
    }
    begin();
    try {
      return invoke(handler, payload);
    } finally {
      end();
    }
  }

  private static JsonNode invoke(RequestStreamHandler handler, JsonNode payload)
      throws StateFailedException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      // The handlers write no logs, so that they need no context.
      handler.handleRequest(new ByteArrayInputStream(Json.bytes(payload)), answer, null);
    } catch (IOException e) {
      throw new StateFailedException("Lambda.SdkClientException", "the function's stream broke");
    }
    return Json.read(answer.toByteArray(), JsonNode.class);
  }

  private synchronized void begin() throws StateFailedException {
    if (closed) {
      throw new StateFailedException(
          "Lambda.ResourceNotFoundException", "The local stack is closed.");
    }
    atWork++;
  }

  private synchronized void end() {
    atWork--;
    notifyAll();
  }

  /** Waits until no function is at work, but no longer than {@link #LONGEST}. */
  synchronized void awaitEnd() {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    try {
      for (long left = LONGEST.toMillis();
          atWork > 0 && left > 0;
          left = Duration.ofNanos(deadline - System.nanoTime()).toMillis()) {
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets those finish that are at work, and no other begin. */
  @Override
  public synchronized void close() {
    closed = true;
    awaitEnd();
  }
}
