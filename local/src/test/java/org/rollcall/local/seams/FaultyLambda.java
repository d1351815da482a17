package org.rollcall.local.seams;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.rollcall.json.Json;
import org.rollcall.lambda.NotifyUser;
import org.rollcall.lambda.PrepareJob;
import org.rollcall.lambda.ReportJob;
import org.rollcall.lambda.UpdateUser;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.states.execution.LambdaFunctions;
import org.rollcall.local.states.execution.StateFailedException;

/** Lambda with the real handlers. The fault schedule determines the result of each invocation. */
final class FaultyLambda implements LambdaFunctions {

  private final InMemoryAws aws;

  /** Idle environments. Each one runs one invocation at a time. */
  private final Deque<Map<String, RequestStreamHandler>> idleEnvironments = new ArrayDeque<>();

  private final List<Runnable> repeatedLater = new ArrayList<>();
  private int invocations;

  FaultyLambda(InMemoryAws aws) {
    this.aws = aws;
  }

  /** New handlers of a job's functions, by name. */
  static Map<String, RequestStreamHandler> newEnvironment(Wiring wiring) {
    return Map.of(
        "PrepareJob", new PrepareJob(wiring),
        "UpdateUser", new UpdateUser(wiring),
        "NotifyUser", new NotifyUser(wiring),
        "ReportJob", new ReportJob(wiring));
  }

  /** Runs the invocations that are repeated later. */
  void runRepeatedInvocations() {
    List<Runnable> all = List.copyOf(repeatedLater);
    repeatedLater.clear();
    all.forEach(Runnable::run);
  }

  @Override
  public JsonNode invoke(String function, JsonNode payload) throws StateFailedException {
    FaultSchedule schedule = aws.schedule();
    FaultSchedule.InvocationFault fault = schedule.invocationFault(function);
    if (fault != FaultSchedule.InvocationFault.NONE) {
      schedule.log(function + ": " + fault);
    }
    switch (fault) {
      case THROTTLED -> throw error("Lambda.TooManyRequestsException");
      case RESULT_LOST -> {
        run(function, payload);
        throw error(schedule.transientError());
      }
      case ABANDONED -> {
        aws.interleavings().start(() -> runDetached(function, payload));
        throw error(schedule.transientError());
      }
      case DUPLICATED -> aws.interleavings().start(() -> runDetached(function, payload));
      case REPEATED_LATER -> repeatedLater.add(() -> runDetached(function, payload));
      case STOPPED -> {
        CurrentExecution.current().ifPresent(CurrentExecution::stop);
        throw error("Lambda.Unknown");
      }
      case STOPPED_WHILE_RUNNING -> {
        aws.interleavings().start(() -> runDetached(function, payload));
        CurrentExecution.current().ifPresent(CurrentExecution::stop);
        throw error("Lambda.Unknown");
      }
      default -> {}
    }
    return run(function, payload);
  }

  /** Runs a function whose result is ignored. */
  private void runDetached(String function, JsonNode payload) {
    try {
      run(function, payload);
    } catch (StateFailedException | RuntimeException e) {
      // The result is ignored.
    }
  }

  private JsonNode run(String function, JsonNode payload) throws StateFailedException {
    boolean isColdStart = idleEnvironments.isEmpty() || aws.schedule().chance(0.1);
    Map<String, RequestStreamHandler> environment =
        isColdStart ? newEnvironment(aws.wiring()) : idleEnvironments.pop();
    RequestStreamHandler handler = requireNonNull(environment.get(function), function);
    Invocation invocation = new Invocation(++invocations, function, aws.time().now());
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    if (invocation.isOfReport()) {
      aws.beginReport();
    }
    invocation.enter();
    try {
      handler.handleRequest(new ByteArrayInputStream(Json.bytes(payload)), result, null);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (RuntimeException | Error e) {
      aws.schedule().log(invocation + " ended by " + e.getClass().getSimpleName());
      if (!invocation.isKilled()) {
        throw e;
      }
    } finally {
      Invocation.leave();
      invocation
          .unrecordedLetters()
          .forEach(id -> aws.sentMail().allowAnother(RandomInstitution.addressOf(id)));
    }
    if (invocation.isKilled()) {
      // Its environment is not used again.
      throw error(aws.schedule().killError());
    }
    idleEnvironments.push(environment);
    return Json.read(result.toByteArray(), JsonNode.class);
  }

  private static StateFailedException error(String name) {
    return new StateFailedException(name, "an injected fault");
  }
}
