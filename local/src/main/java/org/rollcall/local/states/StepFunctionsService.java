package org.rollcall.local.states;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.rollcall.local.endpoint.JsonService;
import org.rollcall.local.endpoint.ServiceException;
import org.rollcall.local.states.data.StateData;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.data.Timestamps;
import org.rollcall.local.states.execution.StateMachineIdentity;
import org.rollcall.local.states.history.HistoryFile;
import org.rollcall.local.states.services.ExecutionServices;

/** The API of Step Functions for one state machine. Supports the operations that Rollcall uses. */
public final class StepFunctionsService implements JsonService {

  /**
   * The valid names of executions in Step Functions, except {@code .} and {@code ..}, since a name
   * is also the name of a folder.
   */
  private static final Pattern NAME =
      Pattern.compile(
          "(?!\\.{1,2}$)[^\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\p{Cntrl}\\uFFFE\\uFFFF]{1,80}");

  private static final Set<String> PAGE_MEMBERS = Set.of("maxResults", "nextToken");

  private final StateMachineIdentity identity;
  private final StateMachine machine;
  private final Executions executions;
  private final ExecutionServices services;
  private final Instant created;

  /**
   * Creates the service with the executions in a folder.
   *
   * @param folder the folder of the executions. It is created when it is needed. No other process
   *     may use it at the same time
   */
  public StepFunctionsService(
      StateMachineIdentity identity,
      StateMachine machine,
      Path folder,
      ExecutionServices services) {
    this.identity = requireNonNull(identity, "identity is null");
    this.machine = requireNonNull(machine, "machine is null");
    this.services = requireNonNull(services, "services is null");
    this.executions = new Executions(new ExecutionFolder(folder), services.time());
    this.created = services.time().now();
  }

  /** Refuses new executions, so that a list of executions is complete. Running ones continue. */
  public void refuseNewExecutions() {
    executions.refuseNewExecutions();
  }

  @Override
  public ObjectNode call(String operation, ObjectNode request) throws ServiceException {
    return switch (operation) {
      case "StartExecution" ->
          start(new StepFunctionsRequest(request, Set.of("stateMachineArn", "name", "input")));
      case "DescribeExecution" ->
          describe(new StepFunctionsRequest(request, Set.of("executionArn")));
      case "StopExecution" ->
          stop(new StepFunctionsRequest(request, Set.of("executionArn", "error", "cause")));
      case "ListExecutions" ->
          list(
              new StepFunctionsRequest(
                  request, union(PAGE_MEMBERS, "stateMachineArn", "statusFilter")));
      case "GetExecutionHistory" ->
          history(
              new StepFunctionsRequest(
                  request, union(PAGE_MEMBERS, "executionArn", "reverseOrder")));
      case "ListMapRuns" ->
          mapRuns(new StepFunctionsRequest(request, union(PAGE_MEMBERS, "executionArn")));
      case "DescribeMapRun" ->
          mapRun(new StepFunctionsRequest(request, Set.of("mapRunArn")).text("mapRunArn"));
      case "DescribeStateMachine" ->
          machine(new StepFunctionsRequest(request, Set.of("stateMachineArn")));
      case "ListStateMachines" ->
          new StepFunctionsRequest(request, PAGE_MEMBERS).page("stateMachines", List.of(summary()));
      default ->
          throw new ServiceException(
              "UnknownOperationException", "The operation " + operation + " is not supported.");
    };
  }

  private ObjectNode start(StepFunctionsRequest request) throws ServiceException {
    requireMachine(request.text("stateMachineArn"));
    String name = request.optional("name").orElseGet(() -> UUID.randomUUID().toString());
    if (!NAME.matcher(name).matches()) {
      throw new ServiceException("InvalidName", "Invalid Name: '" + name + "'");
    }
    String text = request.optional("input").orElse("{}");
    JsonNode input = input(text);
    ObjectNode execution =
        executions.start(
            name,
            input,
            () ->
                new RunningExecution(
                    machine, identity, services, executions.folder(), name, input, text));
    return pick(execution, "executionArn", "startDate");
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

  private ObjectNode describe(StepFunctionsRequest request) throws ServiceException {
    return execution(request).without("mapRuns");
  }

  private ObjectNode stop(StepFunctionsRequest request) throws ServiceException {
    StateFailedException reason =
        new StateFailedException(request.optional("error"), request.optional("cause"));
    executions.stop(executionName(request), reason);
    return pick(execution(request), "stopDate");
  }

  private ObjectNode list(StepFunctionsRequest request) throws ServiceException {
    requireMachine(request.text("stateMachineArn"));
    Optional<String> status = request.optional("statusFilter");
    List<ObjectNode> all = new ArrayList<>();
    for (ObjectNode execution : executions.all()) {
      if (status.isEmpty() || status.get().equals(execution.path("status").textValue())) {
        all.add(
            pick(
                execution,
                "executionArn",
                "stateMachineArn",
                "name",
                "status",
                "startDate",
                "stopDate"));
      }
    }
    Comparator<ObjectNode> oldest = Comparator.comparing(StepFunctionsService::startOf);
    all.sort(oldest.reversed());
    return request.page("executions", all);
  }

  private static BigDecimal startOf(ObjectNode execution) {
    return execution.path("startDate").decimalValue();
  }

  private ObjectNode history(StepFunctionsRequest request) throws ServiceException {
    execution(request);
    List<ObjectNode> events =
        HistoryFile.events(executions.folder().history(executionName(request)));
    if (request.flag("reverseOrder", false)) {
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

  private ObjectNode machine(StepFunctionsRequest request) throws ServiceException {
    requireMachine(request.text("stateMachineArn"));
    return summary()
        .put("status", "ACTIVE")
        .put("definition", machine.definition())
        .put("roleArn", identity.roleArn());
  }

  private ObjectNode summary() {
    return StateData.object()
        .put("stateMachineArn", identity.stateMachineArn())
        .put("name", identity.name())
        .put("type", "STANDARD")
        .put("creationDate", Timestamps.seconds(created));
  }

  private ObjectNode execution(StepFunctionsRequest request) throws ServiceException {
    String arn = request.text("executionArn");
    return executions.find(executionName(request)).orElseThrow(() -> doesNotExist(arn));
  }

  private String executionName(StepFunctionsRequest request) throws ServiceException {
    String arn = request.text("executionArn");
    return identity
        .executionName(arn)
        .filter(name -> NAME.matcher(name).matches())
        .orElseThrow(() -> doesNotExist(arn));
  }

  private static ServiceException doesNotExist(String arn) {
    return new ServiceException("ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'");
  }

  private void requireMachine(String arn) throws ServiceException {
    if (!arn.equals(identity.stateMachineArn())) {
      throw new ServiceException(
          "StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
    }
  }

  private static ObjectNode pick(ObjectNode from, String... members) {
    return from.deepCopy().retain(members);
  }

  private static Set<String> union(Set<String> some, String... more) {
    Set<String> all = new HashSet<>(some);
    all.addAll(List.of(more));
    return all;
  }
}
