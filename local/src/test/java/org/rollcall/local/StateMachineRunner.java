package org.rollcall.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.rollcall.Given;
import org.rollcall.RecordCopy;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.endpoint.AwsEndpoint;
import org.rollcall.local.endpoint.ServerKey;
import org.rollcall.local.stack.FileFaults;
import org.rollcall.local.states.ExecutionFolder;
import org.rollcall.local.states.StepFunctionsService;
import org.rollcall.local.states.definition.StateMachine;
import org.rollcall.local.states.execution.ExecutionServices;
import org.rollcall.local.states.execution.StateMachineIdentity;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Runs the state machine of a library with functions that have another wiring. */
final class StateMachineRunner implements AutoCloseable {

  private static final StateMachineIdentity IDENTITY =
      new StateMachineIdentity("us-east-1", "000000000000", "rollcall-update-notify-users");
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final TestLibrary library;
  private final LocalFunctions functions;
  private final AwsEndpoint endpoint;
  private final SfnClient client;

  /**
   * Creates the state machine.
   *
   * @param executions the folder of the library's executions, so that its own state machine knows
   *     those that have ended
   */
  StateMachineRunner(TestLibrary library, Path executions, Wiring wiring) {
    this.library = library;
    endpoint = AwsEndpoint.start(0, ServerKey.random());
    client =
        SfnClient.builder()
            .endpointOverride(endpoint.uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(endpoint.credentials())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    functions =
        new LocalFunctions(
            RecordCopy.with(wiring, "stepFunctions", (Supplier<SfnClient>) () -> client));
    endpoint.addJsonService(
        "AWSStepFunctions",
        new StepFunctionsService(
            IDENTITY,
            StateMachine.load(definition(), LocalFunctions.substitutions()),
            new ExecutionFolder(executions, new FileFaults()),
            ExecutionServices.of(
                functions,
                (bucket, key) -> library.object(key).getBytes(StandardCharsets.UTF_8),
                wiring.clock()),
            () -> {}));
  }

  private static String definition() {
    try {
      return Files.readString(
          TestLibrary.HOME.resolve("statemachine/update-notify-users.asl.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs a job until its end.
   *
   * @param input JSON with apostrophes instead of quotation marks
   */
  EndedJob run(String id, String input) {
    start(id, input);
    return await(id);
  }

  /** Runs a job until its end while a function of another job waits for it. */
  EndedJob runWithin(String id, String input) {
    start(id, input);
    return awaitEnd(id);
  }

  private void start(String id, String input) {
    client.startExecution(
        start ->
            start
                .stateMachineArn(IDENTITY.stateMachineArn())
                .name(id)
                .input(Given.jsonText(input)));
  }

  /** A client of this state machine. */
  SfnClient states() {
    return client;
  }

  /** Waits until a job has ended. */
  EndedJob await(String id) {
    EndedJob job = awaitEnd(id);
    functions.awaitIdle();
    return job;
  }

  private EndedJob awaitEnd(String id) {
    Instant deadline = Instant.now().plus(TIMEOUT);
    while (Instant.now().isBefore(deadline)) {
      DescribeExecutionResponse execution =
          client.describeExecution(describe -> describe.executionArn(IDENTITY.executionArn(id)));
      if (execution.status() != ExecutionStatus.RUNNING) {
        return new EndedJob(library, id, execution);
      }
      LockSupport.parkNanos(5_000_000);
    }
    throw new AssertionError("the job has not ended within " + TIMEOUT);
  }

  /** Stops a job's execution. Running functions complete. */
  void stop(String id) {
    client.stopExecution(stop -> stop.executionArn(IDENTITY.executionArn(id)));
  }

  @Override
  public void close() {
    functions.close();
    client.close();
    endpoint.close();
  }
}
