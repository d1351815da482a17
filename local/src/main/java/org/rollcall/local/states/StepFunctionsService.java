package org.rollcall.local.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.rollcall.local.endpoint.JsonService;
import org.rollcall.local.endpoint.ServiceException;
import org.rollcall.local.stack.DataFolderException;
import org.rollcall.local.states.definition.StateMachine;
import org.rollcall.local.states.execution.ExecutionServices;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.execution.StateMachineIdentity;
import org.rollcall.local.states.expression.StateData;

/** The API of Step Functions for one state machine. Supports the operations that Rollcall uses. */
public final class StepFunctionsService implements JsonService {

  /** The prefix of its operations in {@code X-Amz-Target}. */
  public static final String PREFIX = "AWSStepFunctions";

  /**
   * The valid names of executions in Step Functions, except {@code .} and {@code ..}, since a name
   * is also the name of a folder.
   */
  private static final Pattern NAME =
      Pattern.compile(
          "(?!\\.{1,2}$)[^\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\p{Cntrl}\\uFFFE\\uFFFF]{1,80}");

  private final StateMachineIdentity identity;
  private final StateMachine machine;
  private final Executions executions;
  private final ExecutionServices services;
  private final Readiness readiness;
  private final Instant created;

  /** Checks whether a new execution can be run. */
  @FunctionalInterface
  public interface Readiness {

    /**
     * Throws an exception if it cannot.
     *
     * @throws DataFolderException if the data folder cannot be used
     * @throws ServiceException if a service cannot be used
     */
    void check() throws ServiceException;
  }

  /**
   * Creates the service with the executions in a folder.
   *
   * @param folder the folder of the executions
   * @param readiness is called before each execution starts
   */
  public StepFunctionsService(
      StateMachineIdentity identity,
      StateMachine machine,
      ExecutionFolder folder,
      ExecutionServices services,
      Readiness readiness) {
    this.identity = identity;
    this.machine = machine;
    this.services = services;
    this.executions = new Executions(folder, services.time());
    this.readiness = readiness;
    this.created = services.time().now();
  }

  /** Refuses new executions, so that a list of executions is complete. Running ones continue. */
  public void refuseNewExecutions() {
    executions.refuseNewExecutions();
  }

  @Override
  public ObjectNode call(String operation, ObjectNode members) throws ServiceException {
    StepFunctionsRequest request = StepFunctionsRequest.read(members);
    return switch (operation) {
      case "StartExecution" -> start(request);
      case "DescribeExecution" -> execution(request).without("mapRuns");
      case "StopExecution" -> stop(request);
      case "ListExecutions" -> list(request);
      case "GetExecutionHistory" -> history(request);
      case "ListMapRuns" -> mapRuns(request);
      case "DescribeMapRun" ->
          mapRun(StepFunctionsRequest.required(request.mapRunArn(), "mapRunArn"));
      case "ListStateMachines" -> request.page("stateMachines", List.of(summary()));
      default ->
          throw new ServiceException(
              "UnknownOperationException", "The operation " + operation + " is not supported.");
    };
  }

  private ObjectNode start(StepFunctionsRequest request) throws ServiceException {
    requireMachine(request);
    String name = request.name().orElseGet(() -> UUID.randomUUID().toString());
    if (!NAME.matcher(name).matches()) {
      throw new ServiceException("InvalidName", "Invalid Name: '" + name + "'");
    }
    String text = request.input().orElse("{}");
    RunningExecution execution =
        new RunningExecution(
            machine, identity, services, executions.folder(), name, input(text), text);
    try {
      readiness.check();
      return pick(executions.start(execution), "executionArn", "startDate");
    } catch (DataFolderException e) {
      throw new ServiceException(500, "InternalFailure", String.valueOf(e.getMessage()));
    }
  }

  private static JsonNode input(String text) throws ServiceException {
    try {
      if (StateData.exceedsLimit(text)) {
        throw new ServiceException(
            "InvalidExecutionInput", "The input is larger than " + StateData.MAX_BYTES + " bytes.");
      }
      return StateData.parse(text);
    } catch (JsonProcessingException e) {
      throw new ServiceException(
          "InvalidExecutionInput",
          "Invalid State Machine Execution Input: '" + e.getOriginalMessage() + "'");
    }
  }

  private ObjectNode stop(StepFunctionsRequest request) throws ServiceException {
    StateFailedException reason = new StateFailedException(request.error(), request.cause());
    executions.stop(executionName(request), reason);
    return pick(execution(request), "stopDate");
  }

  private ObjectNode list(StepFunctionsRequest request) throws ServiceException {
    requireMachine(request);
    Comparator<ObjectNode> oldestFirst =
        Comparator.comparing(execution -> execution.path("startDate").decimalValue());
    List<ObjectNode> all =
        executions.all().stream()
            .filter(execution -> hasStatus(execution, request.statusFilter()))
            .sorted(oldestFirst.reversed())
            .map(
                execution ->
                    pick(
                        execution,
                        "executionArn",
                        "stateMachineArn",
                        "name",
                        "status",
                        "startDate",
                        "stopDate"))
            .toList();
    return request.page("executions", all);
  }

  private static boolean hasStatus(ObjectNode execution, Optional<String> status) {
    return status.isEmpty() || status.get().equals(execution.path("status").textValue());
  }

  private ObjectNode history(StepFunctionsRequest request) throws ServiceException {
    execution(request);
    List<ObjectNode> events = executions.folder().events(executionName(request));
    if (request.reverseOrder()) {
      Collections.reverse(events);
    }
    return request.page("events", events);
  }

  private ObjectNode mapRuns(StepFunctionsRequest request) throws ServiceException {
    List<ObjectNode> all = new ArrayList<>();
    for (JsonNode run : execution(request).path("mapRuns")) {
      all.add(
          pick((ObjectNode) run, "executionArn", "mapRunArn", "startDate", "stopDate")
              .put("stateMachineArn", identity.stateMachineArn()));
    }
    return request.page("mapRuns", all);
  }

  private ObjectNode mapRun(String arn) throws ServiceException {
    return executions
        .mapRun(arn)
        .orElseThrow(
            () -> new ServiceException("ResourceNotFound", "Resource not found: '" + arn + "'"));
  }

  /** This state machine in a list of state machines. */
  ObjectNode summary() {
    return StateData.object()
        .put("stateMachineArn", identity.stateMachineArn())
        .put("name", identity.name())
        .put("type", "STANDARD")
        .put("creationDate", StateData.seconds(created));
  }

  private ObjectNode execution(StepFunctionsRequest request) throws ServiceException {
    String name = executionName(request);
    return executions.find(name).orElseThrow(() -> doesNotExist(identity.executionArn(name)));
  }

  private String executionName(StepFunctionsRequest request) throws ServiceException {
    String arn = StepFunctionsRequest.required(request.executionArn(), "executionArn");
    return identity
        .executionName(arn)
        .filter(name -> NAME.matcher(name).matches())
        .orElseThrow(() -> doesNotExist(arn));
  }

  private static ServiceException doesNotExist(String arn) {
    return new ServiceException("ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'");
  }

  private void requireMachine(StepFunctionsRequest request) throws ServiceException {
    String arn = StepFunctionsRequest.required(request.stateMachineArn(), "stateMachineArn");
    if (!arn.equals(identity.stateMachineArn())) {
      throw new ServiceException(
          "StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
    }
  }

  private static ObjectNode pick(ObjectNode from, String... members) {
    return from.deepCopy().retain(members);
  }
}
