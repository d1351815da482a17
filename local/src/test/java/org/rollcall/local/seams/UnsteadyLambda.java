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
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.services.LambdaFunctions;

/** Lambda with the functions' own handlers, which runs them as the schedule says. */
final class UnsteadyLambda implements LambdaFunctions {

  private final Aws aws;

  /** Environments that stand by, each for one invocation at a time. */
  private final Deque<Map<String, RequestStreamHandler>> warm = new ArrayDeque<>();

  private final List<Runnable> later = new ArrayList<>();
  private int invocations;

  UnsteadyLambda(Aws aws) {
    this.aws = aws;
  }

  private static Map<String, RequestStreamHandler> cold(Wiring wiring) {
    return Map.of(
        "PrepareJob", new PrepareJob(wiring),
        "UpdateUser", new UpdateUser(wiring),
        "NotifyUser", new NotifyUser(wiring),
        "ReportJob", new ReportJob(wiring));
  }

  /** Has everything run again that was to run again later. */
  void runLater() {
    List<Runnable> all = List.copyOf(later);
    later.clear();
    all.forEach(Runnable::run);
  }

  @Override
  public JsonNode invoke(String function, JsonNode payload) throws StateFailedException {
    Schedule schedule = aws.schedule();
    Schedule.Start start = schedule.start(function);
    if (start != Schedule.Start.RUN) {
      schedule.note(function + ": " + start);
    }
    switch (start) {
      case REFUSED -> throw error("Lambda.TooManyRequestsException");
      case UNHEARD -> {
        run(function, payload);
        throw error(schedule.transientError());
      }
      case GIVEN_UP -> {
        aws.strands().start(() -> runAlone(function, payload));
        throw error(schedule.transientError());
      }
      case DOUBLED -> aws.strands().start(() -> runAlone(function, payload));
      case AGAIN_LATER -> later.add(() -> runAlone(function, payload));
      case STOPPED -> {
        Run.current().ifPresent(Run::stop);
        throw error("Lambda.Unknown");
      }
      case STOPPED_GOES_ON -> {
        aws.strands().start(() -> runAlone(function, payload));
        Run.current().ifPresent(Run::stop);
        throw error("Lambda.Unknown");
      }
      default -> {}
    }
    return run(function, payload);
  }

  /** Runs a function whose answer nobody awaits. */
  private void runAlone(String function, JsonNode payload) {
    try {
      run(function, payload);
    } catch (StateFailedException | RuntimeException e) {
      // Nobody hears of it.
    }
  }

  private JsonNode run(String function, JsonNode payload) throws StateFailedException {
    boolean isCold = warm.isEmpty() || aws.schedule().chance(0.1);
    Map<String, RequestStreamHandler> environment = isCold ? cold(aws.wiring()) : warm.pop();
    RequestStreamHandler handler = requireNonNull(environment.get(function), function);
    Invocation invocation = new Invocation(++invocations, function, aws.time().now());
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    if (invocation.isOfAReport()) {
      aws.beginReport();
    }
    invocation.enter();
    try {
      handler.handleRequest(new ByteArrayInputStream(Json.bytes(payload)), answer, null);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (RuntimeException | Error e) {
      aws.schedule().note(invocation + " ended by " + e.getClass().getSimpleName());
      if (!invocation.isDead()) {
        throw e;
      }
    } finally {
      Invocation.leave();
      invocation.cutOff().forEach(id -> aws.post().excuse(Institution.addressOf(id)));
    }
    if (invocation.isDead()) {
      // Its environment is gone with it.
      throw error(aws.schedule().death());
    }
    warm.push(environment);
    return Json.read(answer.toByteArray(), JsonNode.class);
  }

  private static StateFailedException error(String name) {
    return new StateFailedException(name, "a fault of the test's");
  }
}
