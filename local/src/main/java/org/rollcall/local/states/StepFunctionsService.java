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

/** Step Functions' API for one state machine, in as many operations as its users need. */
public final class StepFunctionsService implements JsonService {

  /**
   * What Step Functions takes for an execution's name; a name is a folder's, too, so that dots
   * alone are none.
   */
  private static final Pattern NAME =
      Pattern.compile(
          "(?!\\.{1,2}$)[^\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\p{Cntrl}\\uFFFE\\uFFFF]{1,80}");

  private static final Set<String> PAGED = Set.of("maxResults", "nextToken");

  private final StateMachineIdentity identity;
  private final StateMachine machine;
  private final Executions executions;
  private final ExecutionServices world;
  private final Instant created;

  /**
   * Takes up the executions that are in the folder already.
   *
   * @param folder where executions are kept; made when it is needed. No other process may use it at
   *     the same time
   */
  public StepFunctionsService(
      StateMachineIdentity identity, StateMachine machine, Path folder, ExecutionServices world) {
    this.identity = requireNonNull(identity, "identity is null");
    this.machine = requireNonNull(machine, "machine is null");
    this.world = requireNonNull(world, "world is null");
    this.executions = new Executions(new ExecutionFolder(folder), world.time());
    this.created = world.time().now();
  }

  /** Starts no executions from now on, so that a list of them has all; those that run go on. */
  public void startNoMore() {
    executions.startNoMore();
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
          list(new StepFunctionsRequest(request, with(PAGED, "stateMachineArn", "statusFilter")));
      case "GetExecutionHistory" ->
          history(new StepFunctionsRequest(request, with(PAGED, "executionArn", "reverseOrder")));
      case "ListMapRuns" -> mapRuns(new StepFunctionsRequest(request, with(PAGED, "executionArn")));
      case "DescribeMapRun" ->
          mapRun(new StepFunctionsRequest(request, Set.of("mapRunArn")).text("mapRunArn"));
      case "DescribeStateMachine" ->
          machine(new StepFunctionsRequest(request, Set.of("stateMachineArn")));
      case "ListStateMachines" ->
          new StepFunctionsRequest(request, PAGED).page("stateMachines", List.of(summary()));
      default ->
          throw new ServiceException(
              "UnknownOperationException",
              "The operation " + operation + " is not supported here.");
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
                    machine, identity, world, executions.folder(), name, input, text));
    return pick(execution, "executionArn", "startDate");
  }

  private static JsonNode input(String text) throws ServiceException {
    try {
      if (StateData.exceedsLimit(text)) {
        throw new ServiceException(
            "InvalidExecutionInput",
            "The input is larger than " + StateData.MOST_BYTES + " bytes.");
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
    executions.stop(nameOf(request), reason);
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
    List<ObjectNode> events = HistoryFile.events(executions.folder().history(nameOf(request)));
    if (request.truth("reverseOrder", false)) {
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
    return executions.find(nameOf(request)).orElseThrow(() -> missing(arn));
  }

  private String nameOf(StepFunctionsRequest request) throws ServiceException {
    String arn = request.text("executionArn");
    return identity
        .executionName(arn)
        .filter(name -> NAME.matcher(name).matches())
        .orElseThrow(() -> missing(arn));
  }

  private static ServiceException missing(String arn) {
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

  private static Set<String> with(Set<String> some, String... more) {
    Set<String> all = new HashSet<>(some);
    all.addAll(List.of(more));
    return all;
  }
}
