package org.rollcall.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rollcall.local.stack.DataFolder;
import org.rollcall.local.stack.FileFaults;
import org.rollcall.local.stack.JobReadiness;
import org.rollcall.local.states.ExecutionFolder;
import org.rollcall.local.states.StepFunctionsService;
import org.rollcall.local.states.definition.StateMachine;
import org.rollcall.local.states.execution.ExecutionServices;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The repository's state machine, run by the embedded Step Functions. */
record LocalStateMachine(StepFunctionsService service, SfnClient client) implements AutoCloseable {

  private static final String DEFINITION = "statemachine/update-notify-users.asl.json";

  /**
   * Loads the definition and adds Step Functions to the endpoint.
   *
   * @param home the repository, which contains the definition
   * @param folder the data folder, which contains the executions and is checked before each job
   * @param faults receives failures of files
   * @param endpoint the functions that tasks invoke, if they are not in this process; must be
   *     reachable before each job
   * @throws UncheckedIOException if the definition cannot be read
   */
  static LocalStateMachine start(
      Path home,
      DataFolder folder,
      FileFaults faults,
      ExecutionServices executionServices,
      AwsServices awsServices,
      Optional<LambdaEndpoint> endpoint) {
    StepFunctionsService service =
        new StepFunctionsService(
            StackSettings.STATE_MACHINE,
            StateMachine.load(definition(home), LocalFunctions.substitutions()),
            new ExecutionFolder(folder.executions(), faults),
            executionServices,
            () -> {
              JobReadiness.check(folder);
              if (endpoint.isPresent()) {
                endpoint.get().requireReachable();
              }
            });
    awsServices.endpoint().addJsonService("AWSStepFunctions", service);
    return new LocalStateMachine(service, awsServices.stepFunctions());
  }

  private static String definition(Path home) {
    try {
      return Files.readString(home.resolve(DEFINITION));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Refuses new executions and stops the running ones.
   *
   * @return the names of the executions that were stopped
   */
  List<String> stopAll() {
    // Refuse first: an execution that starts after the listing would not be stopped.
    service.refuseNewExecutions();
    List<ExecutionListItem> running =
        client
            .listExecutionsPaginator(
                request ->
                    request
                        .stateMachineArn(StackSettings.STATE_MACHINE.stateMachineArn())
                        .statusFilter(ExecutionStatus.RUNNING))
            .executions()
            .stream()
            .toList();
    for (ExecutionListItem execution : running) {
      client.stopExecution(
          request ->
              request.executionArn(execution.executionArn()).cause("the local stack was stopped"));
    }
    return running.stream().map(ExecutionListItem::name).toList();
  }

  @Override
  public void close() {
    client.close();
  }
}
