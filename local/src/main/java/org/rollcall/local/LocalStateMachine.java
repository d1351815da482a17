package org.rollcall.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.local.endpoint.JsonService;
import org.rollcall.local.stack.DataFolder;
import org.rollcall.local.stack.FileFaults;
import org.rollcall.local.stack.JobReadiness;
import org.rollcall.local.stack.StopRequests;
import org.rollcall.local.states.ExecutionFolder;
import org.rollcall.local.states.InProcessSfnClient;
import org.rollcall.local.states.StartExecutionRunner;
import org.rollcall.local.states.StateMachines;
import org.rollcall.local.states.StepFunctionsService;
import org.rollcall.local.states.definition.StateMachine;
import org.rollcall.local.states.execution.ExecutionServices;
import org.rollcall.local.states.execution.TaskRunner;
import org.rollcall.start.Executions;
import org.rollcall.start.Executions.Execution;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * The repository's state machines, run by the embedded Step Functions: the one for jobs, and the
 * one that starts jobs for schedules.
 *
 * @param jobs the state machine for jobs
 * @param service the API of Step Functions for both state machines
 * @param client calls the service
 * @param stopRequests stops jobs that other processes ask to stop
 */
record LocalStateMachine(
    StepFunctionsService jobs,
    JsonService service,
    SfnClient client,
    StopRequestWatcher stopRequests)
    implements AutoCloseable {

  private static final String DEFINITION = "statemachine/update-notify-users.asl.json";
  private static final String SCHEDULE_DEFINITION = "statemachine/start-scheduled-job.asl.json";

  /**
   * Loads the definition for jobs and watches for requests to stop them.
   *
   * @param home the repository, which contains the definitions
   * @param folder the data folder, which contains the executions and is checked before each job
   * @param faults receives failures of files
   * @param endpoint the functions that tasks invoke, if they are not in this process; must be
   *     reachable before each job
   * @throws UncheckedIOException if a definition cannot be read
   */
  static LocalStateMachine start(
      Path home,
      DataFolder folder,
      FileFaults faults,
      ExecutionServices executionServices,
      Optional<LambdaEndpoint> endpoint) {
    StepFunctionsService jobs =
        new StepFunctionsService(
            StackSettings.STATE_MACHINE,
            StateMachine.load(definition(home, DEFINITION), LocalFunctions.substitutions()),
            new ExecutionFolder(folder.executions(), faults),
            executionServices,
            () -> {
              JobReadiness.check(folder);
              if (endpoint.isPresent()) {
                endpoint.get().requireReachable();
              }
            });
    Lazy<Schedules> schedules =
        new Lazy<>(() -> Schedules.load(home, folder, faults, executionServices, jobs));
    JsonService service =
        new StateMachines(
            jobs, StackSettings.SCHEDULE_STATE_MACHINE, () -> schedules.get().service());
    SfnClient client = new InProcessSfnClient(service);
    Executions executions = new Executions(client, StackSettings.STATE_MACHINE.stateMachineArn());
    return new LocalStateMachine(
        jobs,
        service,
        client,
        StopRequestWatcher.start(
            new StopRequests(folder.path()),
            job -> executions.find(job).filter(Execution::isRunning).isPresent(),
            job ->
                client.stopExecution(
                    request ->
                        request.executionArn(executions.arn(job)).cause("stopped by a command"))));
  }

  /** A client for functions, which exist before the state machine. The first call starts it. */
  static SfnClient client(Lazy<LocalStateMachine> machine) {
    return new InProcessSfnClient(
        (operation, request) -> machine.get().service().call(operation, request));
  }

  /** The state machine that starts jobs for schedules. Jobs do not need it. */
  private record Schedules(StepFunctionsService service) implements AutoCloseable {

    static Schedules load(
        Path home,
        DataFolder folder,
        FileFaults faults,
        ExecutionServices executionServices,
        StepFunctionsService jobs) {
      Map<String, String> substitutions =
          Map.of(
              "StartExecution",
              TaskRunner.START_RESOURCE,
              "UpdateNotifyUsersArn",
              StackSettings.STATE_MACHINE.stateMachineArn());
      return new Schedules(
          new StepFunctionsService(
              StackSettings.SCHEDULE_STATE_MACHINE,
              StateMachine.load(definition(home, SCHEDULE_DEFINITION), substitutions),
              new ExecutionFolder(folder.schedules(), faults),
              executionServices.withTaskRunner(new StartExecutionRunner(jobs)),
              () -> {}));
    }

    @Override
    public void close() {}
  }

  private static String definition(Path home, String file) {
    try {
      return Files.readString(home.resolve(file));
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
    jobs.refuseNewExecutions();
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
    stopRequests.close();
  }
}
