package org.rollcall.local.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.local.endpoint.AwsClients;
import org.rollcall.local.endpoint.AwsEndpoint;
import org.rollcall.local.endpoint.JsonService;
import org.rollcall.local.endpoint.ServerKey;
import org.rollcall.local.endpoint.ServiceException;
import org.rollcall.local.stack.FileFaults;
import org.rollcall.local.states.definition.StateMachine;
import org.rollcall.local.states.execution.ExecutionServices;
import org.rollcall.local.states.execution.LambdaFunctions;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.expression.StateData;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.SfnResponse;

/** The client without HTTP answers as the client of the SDK does, which calls the same service. */
class InProcessSfnClientTest {

  private static final String MACHINE = StateMachineFixture.MACHINE.stateMachineArn();

  private static final String DEFINITION =
      """
      {'QueryLanguage': 'JSONata', 'StartAt': 'M', 'States': {
        'M': {'Type': 'Map', 'Label': 'Chunks', 'ToleratedFailurePercentage': 100, 'Items': [1, 2, 3],
          'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'EXPRESS'},
            'StartAt': 'T', 'States': {'T': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke',
              'Arguments': {'FunctionName': 'f', 'Payload': '{% $states.input %}'}, 'Output': {}, 'End': true}}},
          'Next': 'Fail'},
        'Fail': {'Type': 'Fail', 'Error': 'Bad', 'Cause': 'is bad'}}}
      """;

  @TempDir Path folder;
  @AutoClose private final AwsEndpoint endpoint = AwsEndpoint.start(0, ServerKey.random());
  private SfnClient other;
  private SfnClient client;

  @BeforeEach
  void create() {
    LambdaFunctions functions =
        (function, payload) -> {
          if (payload.intValue() == 2) {
            throw new StateFailedException("Bad", "is bad");
          }
          return StateData.object();
        };
    use(
        new StepFunctionsService(
            StateMachineFixture.MACHINE,
            StateMachine.load(StateMachineFixture.json(DEFINITION), Map.of()),
            new ExecutionFolder(folder, new FileFaults()),
            ExecutionServices.of(functions, (bucket, key) -> new byte[0], Clock.systemUTC()),
            () -> {}));
  }

  private void use(JsonService service) {
    endpoint.addJsonService(StepFunctionsService.PREFIX, service);
    other = AwsClients.create(SfnClient.builder(), endpoint);
    client = new InProcessSfnClient(service);
  }

  private String start(String name) {
    return client
        .startExecution(start -> start.stateMachineArn(MACHINE).name(name).input("{\"é\": 1}"))
        .executionArn();
  }

  /** The ARN of an execution that has ended. */
  private String ended(String name) {
    String arn = start(name);
    while (client.describeExecution(of -> of.executionArn(arn)).status()
        == ExecutionStatus.RUNNING) {
      Thread.onSpinWait();
    }
    return arn;
  }

  private void assertSame(Function<SfnClient, SfnResponse> call) {
    SfnResponse answer = call.apply(client);
    SfnResponse expected = call.apply(other);
    assertThat(answer.equalsBySdkFields(expected)).as("%s should be %s", answer, expected).isTrue();
  }

  @Test
  void endedExecution_shouldBeThatOfTheOtherClient() {
    String arn = ended("job-1");

    assertThat(client.describeExecution(of -> of.executionArn(arn)).cause()).isEqualTo("is bad");
    assertSame(states -> states.describeExecution(of -> of.executionArn(arn)));
    assertSame(states -> states.stopExecution(of -> of.executionArn(arn).cause("stopped")));
    assertSame(states -> states.getExecutionHistory(of -> of.executionArn(arn)));
    assertSame(states -> states.getExecutionHistory(of -> of.executionArn(arn).reverseOrder(true)));
  }

  @Test
  void mapRun_shouldBeThatOfTheOtherClient() {
    String arn = ended("job-1");
    String mapRun = client.listMapRuns(of -> of.executionArn(arn)).mapRuns().get(0).mapRunArn();

    assertThat(client.describeMapRun(of -> of.mapRunArn(mapRun)).itemCounts().failed()).isOne();
    assertSame(states -> states.listMapRuns(of -> of.executionArn(arn)));
    assertSame(states -> states.describeMapRun(of -> of.mapRunArn(mapRun)));
  }

  @Test
  void pages_shouldBeThoseOfTheOtherClient() {
    List.of("job-1", "job-2", "job-3").forEach(this::ended);

    assertThat(executions(client))
        .hasSize(3)
        .containsExactlyElementsOf(executions(other))
        .extracting(ExecutionListItem::status)
        .containsOnly(ExecutionStatus.FAILED);
    assertSame(
        states ->
            states.listExecutions(
                of -> of.stateMachineArn(MACHINE).statusFilter(ExecutionStatus.RUNNING)));
  }

  private static List<ExecutionListItem> executions(SfnClient states) {
    return states
        .listExecutionsPaginator(of -> of.stateMachineArn(MACHINE).maxResults(2))
        .executions()
        .stream()
        .toList();
  }

  @Test
  void historyOfAllPages_shouldEndWithTheFailure() {
    String arn = ended("job-1");

    assertThat(
            client
                .getExecutionHistoryPaginator(of -> of.executionArn(arn).maxResults(1))
                .events()
                .stream())
        .last()
        .extracting(HistoryEvent::type)
        .isEqualTo(HistoryEventType.EXECUTION_FAILED);
  }

  private void assertSameRefusal(Function<SfnClient, Object> call) {
    SfnException refused = refusal(client, call);
    SfnException expected = refusal(other, call);
    assertThat(refused).hasSameClassAs(expected);
    assertThat(refused.statusCode()).isEqualTo(expected.statusCode());
    assertThat(refused.awsErrorDetails().errorCode())
        .isEqualTo(expected.awsErrorDetails().errorCode());
    assertThat(refused.awsErrorDetails().errorMessage())
        .isEqualTo(expected.awsErrorDetails().errorMessage());
    assertThat(refused.awsErrorDetails().serviceName())
        .isEqualTo(expected.awsErrorDetails().serviceName());
  }

  private static SfnException refusal(SfnClient states, Function<SfnClient, Object> call) {
    return catchThrowableOfType(SfnException.class, () -> call.apply(states));
  }

  @Test
  void refusal_shouldBeThatOfTheOtherClient() {
    String arn = ended("job-1");

    assertSameRefusal(states -> states.describeExecution(of -> of.executionArn(arn + "0")));
    assertSameRefusal(
        states -> states.startExecution(of -> of.stateMachineArn(MACHINE).name("job-1")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "InternalFailure",
        "InvalidExecutionInput",
        "InvalidName",
        "InvalidToken",
        "ResourceNotFound",
        "StateMachineDeleting",
        "StateMachineDoesNotExist",
        "UnknownOperationException",
        "ValidationException"
      })
  void eachErrorOfTheService_shouldBeThatOfTheOtherClient(String code) {
    use(
        (operation, request) -> {
          throw new ServiceException(code, "no");
        });

    assertSameRefusal(states -> states.describeExecution(of -> of.executionArn("any")));
  }

  @Test
  void faultOfTheService_shouldBeThatOfTheOtherClient() {
    use(
        (operation, request) -> {
          throw new IllegalStateException("a fault of the service");
        });

    assertThat(refusal(client, states -> states.listExecutions(of -> {})).statusCode())
        .isEqualTo(500);
    assertSameRefusal(states -> states.listExecutions(of -> {}));
  }
}
