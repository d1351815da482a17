package org.rollcall.local.seams;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.rollcall.json.Json;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.states.InProcessExecution;
import org.rollcall.local.states.definition.StateMachine;
import org.rollcall.local.states.execution.LambdaFunctions;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Runs jobs on {@link InMemoryAws} without faults, one after another. */
final class FaultlessJobs {

  /** The error of an execution with a report that says that some users were not reached. */
  private static final String NOT_REACHED = "UsersNotReached";

  private final InMemoryAws aws = new InMemoryAws();
  private final StateMachine definition;

  FaultlessJobs(StateMachine definition) {
    this.definition = definition;
  }

  /**
   * Resets everything, also the time.
   *
   * @param chunkSize the members in each chunk
   */
  void begin(
      Map<String, byte[]> objects, int chunkSize, Map<String, Map<String, AttributeValue>> users) {
    aws.begin(new FaultSchedule(new Random(0)), new Interleavings(new Random(0), aws.time()));
    aws.objects().reset(objects, chunkSize);
    aws.users().reset(users);
  }

  InMemoryAws aws() {
    return aws;
  }

  void sleep(Duration duration) {
    aws.time().sleep(duration);
  }

  /**
   * Runs a job until its end.
   *
   * @param wiring the wiring of the functions
   * @throws AssertionError if the job is rejected, or has no report
   */
  JobResult run(String id, JsonNode input, Wiring wiring) {
    InProcessExecution machine =
        new InProcessExecution(
            definition,
            functions(wiring),
            (bucket, key) -> aws.objects().find(key).orElseThrow(() -> new IOException(key)),
            aws.time(),
            new Random(0));
    aws.setExecution(id, ExecutionStatus.RUNNING);
    try {
      InProcessExecution.End end = machine.run(id, input);
      if (end.error().filter(error -> !error.equals(NOT_REACHED)).isPresent()) {
        throw new AssertionError(end + " " + input);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      aws.setExecution(id, ExecutionStatus.SUCCEEDED);
    }
    return new JobResult(aws.objects(), id);
  }

  private static LambdaFunctions functions(Wiring wiring) {
    Map<String, RequestStreamHandler> handlers = FaultyLambda.newEnvironment(wiring);
    return (function, payload) -> {
      ByteArrayOutputStream result = new ByteArrayOutputStream();
      try {
        requireNonNull(handlers.get(function), function)
            .handleRequest(new ByteArrayInputStream(Json.bytes(payload)), result, null);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return Json.read(result.toByteArray(), JsonNode.class);
    };
  }
}
