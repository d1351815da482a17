package org.rollcall.local.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.local.endpoint.ServiceException;
import org.rollcall.local.stack.FileFaults;
import org.rollcall.local.states.definition.StateMachine;
import org.rollcall.local.states.execution.ExecutionServices;
import org.rollcall.local.states.execution.LambdaFunctions;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.expression.StateData;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.DescribeMapRunResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.MapRunItemCounts;
import software.amazon.awssdk.services.sfn.model.MapRunListItem;
import software.amazon.awssdk.services.sfn.model.StateMachineListItem;

class StepFunctionsServiceTest {

  private static final String DEFINITION =
      """
      {'QueryLanguage': 'JSONata', 'StartAt': 'M', 'States': {
        'M': {'Type': 'Map', 'Label': 'Chunks', 'MaxConcurrency': 2, 'ToleratedFailurePercentage': 100,
          'Items': '{% $states.input.items %}',
          'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'EXPRESS'},
            'StartAt': 'T', 'States': {'T': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke',
              'Arguments': {'FunctionName': 'f', 'Payload': '{% $states.input %}'}, 'Output': {}, 'End': true}}},
          'Next': 'Done'},
        'Done': {'Type': 'Succeed', 'Output': 'done'}}}
      """;

  @TempDir Path folder;

  /** Functions wait for this. */
  private final CompletableFuture<Boolean> proceed = new CompletableFuture<>();

  private final CountDownLatch called = new CountDownLatch(2);
  private final AtomicInteger calls = new AtomicInteger();

  private StepFunctionsService service() {
    return service(DEFINITION);
  }

  private StepFunctionsService service(String definition) {
    LambdaFunctions functions =
        (function, payload) -> {
          calls.incrementAndGet();
          called.countDown();
          proceed.join();
          if (payload.path("id").asText().equals("bad")) {
            throw new StateFailedException("Bad", "is bad");
          }
          return StateData.object().put("secret", "hidden");
        };
    ExecutionServices services =
        ExecutionServices.of(functions, (bucket, key) -> new byte[0], Clock.systemUTC());
    return new StepFunctionsService(
        StateMachineFixture.MACHINE,
        StateMachine.load(StateMachineFixture.json(definition), Map.of()),
        new ExecutionFolder(folder, new FileFaults()),
        services,
        () -> {});
  }

  private static ObjectNode request(String json) {
    return (ObjectNode)
        StateMachineFixture.parse(
            json.replace("MACHINE", StateMachineFixture.MACHINE.stateMachineArn())
                .replace("EXECUTION", StateMachineFixture.MACHINE.executionArn("")));
  }

  private static ObjectNode call(StepFunctionsService service, String operation, String json)
      throws ServiceException {
    return service.call(operation, request(json));
  }

  private static ObjectNode started(StepFunctionsService service, String name, String input)
      throws ServiceException {
    return service.call("StartExecution", startRequest(name, input));
  }

  private static ObjectNode startRequest(String name, String input) {
    return StateData.object()
        .put("stateMachineArn", StateMachineFixture.MACHINE.stateMachineArn())
        .put("name", name)
        .put("input", StateMachineFixture.json(input));
  }

  /** Polls an execution until it has ended. */
  private static ObjectNode ended(StepFunctionsService service, String name)
      throws ServiceException {
    ObjectNode execution = describe(service, name);
    while (execution.get("status").textValue().equals("RUNNING")) {
      Thread.onSpinWait();
      execution = describe(service, name);
    }
    return execution;
  }

  private static ObjectNode describe(StepFunctionsService service, String name)
      throws ServiceException {
    return call(service, "DescribeExecution", "{'executionArn': 'EXECUTION%s'}".formatted(name));
  }

  private static ObjectNode mapRun(StepFunctionsService service, String name)
      throws ServiceException {
    ObjectNode runs =
        call(service, "ListMapRuns", "{'executionArn': 'EXECUTION%s'}".formatted(name));
    ObjectNode request = StateData.object();
    request.set("mapRunArn", runs.at("/mapRuns/0/mapRunArn"));
    return service.call("DescribeMapRun", request);
  }

  private static String code(StepFunctionsService service, String operation, ObjectNode request) {
    return catchThrowableOfType(ServiceException.class, () -> service.call(operation, request))
        .code();
  }

  @Test
  void startedExecution_shouldRunToItsEnd() throws ServiceException {
    StepFunctionsService service = service();
    proceed.complete(true);

    ObjectNode start = started(service, "one", "{'items': [{'id': 'a'}, {'id': 'bad'}]}");
    ObjectNode end = ended(service, "one");

    assertThat(start.get("executionArn").textValue())
        .isEqualTo(StateMachineFixture.MACHINE.executionArn("one"));
    assertThat(end.get("status").textValue()).isEqualTo("SUCCEEDED");
    assertThat(end.get("output").textValue()).isEqualTo("\"done\"");
    JsonNode counts = mapRun(service, "one").get("itemCounts");
    assertThat(counts.get("succeeded").intValue()).isEqualTo(1);
    assertThat(counts.get("failed").intValue()).isEqualTo(1);
    assertThat(counts.get("total").intValue()).isEqualTo(2);
  }

  @Test
  void refuseNewExecutions_shouldNotStopRunningExecutions() throws Exception {
    StepFunctionsService service = service();
    started(service, "one", "{'items': [1, 2]}");

    service.refuseNewExecutions();

    assertThat(code(service, "StartExecution", startRequest("two", "{'items': []}")))
        .isEqualTo("StateMachineDeleting");
    assertThat(started(service, "one", "{'items': [1, 2]}").has("executionArn")).isTrue();
    proceed.complete(true);
    assertThat(ended(service, "one").get("status").textValue()).isEqualTo("SUCCEEDED");
    assertThat(folder.resolve("two")).doesNotExist();
  }

  @Test
  void stoppedExecution_shouldStartNoMoreChildrenAndBeAborted() throws Exception {
    StepFunctionsService service = service();
    started(service, "one", "{'items': [1, 2, 3, 4, 5, 6, 7, 8]}");
    called.await();

    JsonNode before = mapRun(service, "one").get("executionCounts");
    call(
        service,
        "StopExecution",
        "{'executionArn': 'EXECUTIONone', 'error': 'Enough', 'cause': 'by hand'}");

    ObjectNode end = describe(service, "one");
    assertThat(before.get("running").intValue()).isEqualTo(2);
    assertThat(before.get("pending").intValue()).isEqualTo(6);
    assertThat(end.get("status").textValue()).isEqualTo("ABORTED");
    assertThat(end.get("error").textValue()).isEqualTo("Enough");
    assertThat(end.get("cause").textValue()).isEqualTo("by hand");
    assertThat(mapRun(service, "one").get("status").textValue()).isEqualTo("ABORTED");
    assertThat(mapRun(service, "one").at("/itemCounts/aborted").intValue()).isEqualTo(8);
    proceed.complete(true);
    assertThat(calls).hasValue(2);
  }

  @Test
  void executionThatExceedsItsTimeout_shouldEnd() throws Exception {
    StepFunctionsService service =
        service(DEFINITION.replace("'StartAt': 'M'", "'TimeoutSeconds': 1, 'StartAt': 'M'"));
    started(service, "one", "{'items': [1, 2, 3]}");

    ObjectNode end = ended(service, "one");

    assertThat(end.get("status").textValue()).isEqualTo("TIMED_OUT");
    assertThat(types(call(service, "GetExecutionHistory", "{'executionArn': 'EXECUTIONone'}")))
        .last()
        .isEqualTo("ExecutionTimedOut");
    proceed.complete(true);
  }

  @Test
  void history_shouldBePagedWithoutResultsAndChildren() throws Exception {
    StepFunctionsService service = service();
    proceed.complete(true);
    started(service, "one", "{'items': [{'id': 'child-data'}]}");
    ended(service, "one");

    ObjectNode first =
        call(service, "GetExecutionHistory", "{'executionArn': 'EXECUTIONone', 'maxResults': 6}");
    ObjectNode rest =
        call(
            service,
            "GetExecutionHistory",
            "{'executionArn': 'EXECUTIONone', 'nextToken': '%s'}"
                .formatted(first.get("nextToken").textValue()));
    ObjectNode reverse =
        call(
            service,
            "GetExecutionHistory",
            "{'executionArn': 'EXECUTIONone', 'reverseOrder': true, 'maxResults': 1}");

    assertThat(types(first))
        .containsExactly(
            "ExecutionStarted",
            "MapStateEntered",
            "MapStateStarted",
            "MapRunStarted",
            "MapRunSucceeded",
            "MapStateSucceeded");
    assertThat(types(rest))
        .containsExactly(
            "MapStateExited", "SucceedStateEntered", "SucceedStateExited", "ExecutionSucceeded");
    assertThat(types(reverse)).containsExactly("ExecutionSucceeded");
    List<String> lines = Files.readAllLines(folder.resolve("one/history.jsonl"));
    assertThat(lines).filteredOn(line -> line.contains("TaskSucceeded")).hasSize(1);
    assertThat(lines).noneMatch(line -> line.contains("hidden"));
    assertThat(lines)
        .filteredOn(line -> line.contains("\"child\":"))
        .noneMatch(line -> line.contains("child-data"));
  }

  private static List<String> types(ObjectNode history) {
    return history.get("events").findValuesAsText("type");
  }

  @Test
  void execution_startedAgain_shouldBeAcceptedOnlyWithTheSameInputWhileRunning() throws Exception {
    StepFunctionsService service = service();
    ObjectNode first = started(service, "one", "{'items': [1, 2]}");
    called.await();

    assertThat(started(service, "one", "{ 'items': [1,2] }")).isEqualTo(first);
    assertThat(code(service, "StartExecution", startRequest("one", "{'items': []}")))
        .isEqualTo("ExecutionAlreadyExists");

    proceed.complete(true);
    ended(service, "one");
    assertThat(code(service, "StartExecution", startRequest("one", "{'items': [1, 2]}")))
        .isEqualTo("ExecutionAlreadyExists");
    assertThat(calls).hasValue(2);
  }

  @Test
  void executionsOfAnEarlierProcess_shouldBeListed() throws Exception {
    StepFunctionsService earlier = service();
    started(earlier, "interrupted", "{'items': [1, 2, 3]}");
    called.await();

    StepFunctionsService later = service();

    ObjectNode interrupted = describe(later, "interrupted");
    assertThat(interrupted.get("status").textValue()).isEqualTo("ABORTED");
    assertThat(interrupted.get("error").textValue()).isEqualTo("States.Runtime");
    assertThat(interrupted.get("cause").textValue())
        .isEqualTo("The process that ran this execution ended before the execution did.");
    assertThat(mapRun(later, "interrupted").get("status").textValue()).isEqualTo("ABORTED");
    assertThat(
            call(
                    later,
                    "ListExecutions",
                    "{'stateMachineArn': 'MACHINE', 'statusFilter': 'ABORTED'}")
                .at("/executions/0/name")
                .textValue())
        .isEqualTo("interrupted");
    proceed.complete(true);
    ended(earlier, "interrupted");
  }

  @Test
  void listedExecutions_shouldBePagedWithTheLatestFirst() throws ServiceException {
    StepFunctionsService service = service();
    proceed.complete(true);
    for (String name : List.of("one", "two", "three")) {
      started(service, name, "{'items': []}");
      ended(service, name);
    }

    ObjectNode page =
        call(service, "ListExecutions", "{'stateMachineArn': 'MACHINE', 'maxResults': 2}");

    assertThat(page.get("executions")).hasSize(2);
    assertThat(page.has("nextToken")).isTrue();
    assertThat(page.at("/executions/0/startDate").decimalValue())
        .isGreaterThanOrEqualTo(page.at("/executions/1/startDate").decimalValue());
  }

  @Test
  void requests_thatAwsRejects_shouldFailWithTheSameErrors() {
    StepFunctionsService service = service();

    for (String name : List.of("a b", "a/b", "", ".", "..", "x".repeat(81), "a:b", "\u0007")) {
      assertThat(code(service, "StartExecution", startRequest(name, "{}")))
          .as(name)
          .isEqualTo("InvalidName");
    }
    assertThat(code(service, "StartExecution", startRequest("a", "{")))
        .isEqualTo("InvalidExecutionInput");
    assertThat(code(service, "StartExecution", startRequest("a", "{} x")))
        .isEqualTo("InvalidExecutionInput");
    assertThat(code(service, "StartExecution", request("{'stateMachineArn': 'other'}")))
        .isEqualTo("StateMachineDoesNotExist");
    assertThat(code(service, "DescribeExecution", request("{'executionArn': 'EXECUTIONnone'}")))
        .isEqualTo("ExecutionDoesNotExist");
    assertThat(code(service, "DescribeExecution", request("{'executionArn': 'EXECUTION../x'}")))
        .isEqualTo("ExecutionDoesNotExist");
    assertThat(code(service, "DescribeMapRun", request("{'mapRunArn': 'none'}")))
        .isEqualTo("ResourceNotFound");
    assertThat(code(service, "ListStateMachines", request("{'nextToken': 'x'}")))
        .isEqualTo("InvalidToken");
    assertThat(code(service, "ListStateMachines", request("{'colour': 'x'}")))
        .isEqualTo("ValidationException");
    assertThat(code(service, "DeleteStateMachine", request("{}")))
        .isEqualTo("UnknownOperationException");
  }

  @Test
  void responses_shouldHaveOnlyFieldsThatTheSdkKnows() throws ServiceException {
    StepFunctionsService service = service();
    proceed.complete(true);
    started(service, "one", "{'items': [1]}");
    ObjectNode execution = ended(service, "one");
    ObjectNode run = mapRun(service, "one");
    ObjectNode runs = call(service, "ListMapRuns", "{'executionArn': 'EXECUTIONone'}");
    ObjectNode list = call(service, "ListExecutions", "{'stateMachineArn': 'MACHINE'}");
    ObjectNode machines = call(service, "ListStateMachines", "{}");

    assertThat(fields(DescribeExecutionResponse.builder().build())).containsAll(names(execution));
    assertThat(fields(DescribeMapRunResponse.builder().build())).containsAll(names(run));
    assertThat(fields(MapRunItemCounts.builder().build()))
        .containsAll(names(run.get("itemCounts")));
    assertThat(fields(MapRunListItem.builder().build())).containsAll(names(runs.at("/mapRuns/0")));
    assertThat(fields(ExecutionListItem.builder().build()))
        .containsAll(names(list.at("/executions/0")));
    assertThat(fields(StateMachineListItem.builder().build()))
        .containsAll(names(machines.at("/stateMachines/0")));
  }

  @Test
  void events_shouldHaveOnlyTypesAndFieldsThatTheSdkKnows() throws ServiceException, IOException {
    StepFunctionsService service = service();
    proceed.complete(true);
    started(service, "one", "{'items': [1, {'id': 'bad'}]}");
    ended(service, "one");
    Set<String> known =
        fields(software.amazon.awssdk.services.sfn.model.HistoryEvent.builder().build());

    for (String line : Files.readAllLines(folder.resolve("one/history.jsonl"))) {
      ObjectNode event =
          ((ObjectNode) StateMachineFixture.parse(line.replace("'", ""))).without("child");
      assertThat(known).containsAll(names(event));
      assertThat(HistoryEventType.fromValue(event.get("type").textValue()))
          .as(line)
          .isNotEqualTo(HistoryEventType.UNKNOWN_TO_SDK_VERSION);
    }
  }

  private static Set<String> fields(SdkPojo response) {
    return response.sdkFields().stream()
        .map(field -> field.locationName())
        .collect(Collectors.toSet());
  }

  private static Set<String> names(JsonNode object) {
    return Stream.of(object)
        .flatMap(node -> node.properties().stream())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
