package org.rollcall.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.rollcall.json.Json;
import org.rollcall.lambda.NotifyUser;
import org.rollcall.lambda.PrepareJob;
import org.rollcall.lambda.RecordDelivery;
import org.rollcall.lambda.ReportJob;
import org.rollcall.lambda.UpdateUser;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.states.Functions;
import org.rollcall.local.states.StateError;

/** The handlers themselves, called in this process with the bytes that Lambda would give them. */
final class LocalFunctions implements Functions {

  private final Map<String, RequestStreamHandler> handlers;

  LocalFunctions(Wiring wiring) {
    handlers =
        Map.of(
            "PrepareJob", new PrepareJob(wiring),
            "UpdateUser", new UpdateUser(wiring),
            "NotifyUser", new NotifyUser(wiring),
            "ReportJob", new ReportJob(wiring),
            "RecordDelivery", new RecordDelivery(wiring));
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
  public JsonNode invoke(String function, JsonNode payload) throws StateError {
    RequestStreamHandler handler = handlers.get(function);
    if (handler == null) {
      throw new StateError("Lambda.ResourceNotFoundException", "Function not found: " + function);
    }
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      // The handlers write no logs, so that they need no context.
      handler.handleRequest(new ByteArrayInputStream(Json.bytes(payload)), answer, null);
    } catch (IOException e) {
      throw new StateError("Lambda.SdkClientException", "the function's stream broke");
    }
    return Json.read(answer.toByteArray(), JsonNode.class);
  }
}
