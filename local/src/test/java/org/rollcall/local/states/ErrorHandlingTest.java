package org.rollcall.local.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.rollcall.local.states.execution.LambdaFunctions;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.expression.StateData;

class ErrorHandlingTest {

  private static final LambdaFunctions FAILING =
      (function, payload) -> {
        throw new StateFailedException("Busy", "try later");
      };

  private static StateFailedException error(StateMachineFixture machine, String definition) {
    return catchThrowableOfType(StateFailedException.class, () -> machine.run(definition, "{}"));
  }

  @Test
  void retries_withBackoff_shouldWaitUpToTheMaximumDelayAndThenFail() {
    StateMachineFixture machine = new StateMachineFixture(FAILING);

    StateFailedException error =
        error(
            machine,
            StateMachineFixture.task(
                "'Retry': [{'ErrorEquals': ['Busy'], 'IntervalSeconds': 2, 'BackoffRate': 3, 'MaxAttempts': 4, 'MaxDelaySeconds': 10}], 'End': true"));

    assertThat(error.error()).contains("Busy");
    assertThat(machine.time().sleeps())
        .containsExactly(
            Duration.ofSeconds(2),
            Duration.ofSeconds(6),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10));
  }

  @Test
  void retries_withFullJitter_shouldWaitRandomlyUpToTheDelay() {
    StateMachineFixture machine = new StateMachineFixture(FAILING);

    error(
        machine,
        StateMachineFixture.task(
            "'Retry': [{'ErrorEquals': ['Busy'], 'IntervalSeconds': 100, 'BackoffRate': 1, 'MaxAttempts': 200, 'JitterStrategy': 'FULL'}], 'End': true"));

    LongStream millis = machine.time().sleeps().stream().mapToLong(Duration::toMillis);
    assertThat(millis.summaryStatistics())
        .satisfies(
            delays -> {
              assertThat(delays.getMin()).isBetween(0L, 10_000L);
              assertThat(delays.getMax()).isBetween(90_000L, 100_000L);
              assertThat(delays.getAverage()).isBetween(40_000.0, 60_000.0);
            });
  }

  @Test
  void retriedTask_thatSucceeds_shouldReturnItsResultAndRetryCount() throws StateFailedException {
    AtomicInteger calls = new AtomicInteger();
    StateMachineFixture machine =
        new StateMachineFixture(
            (function, payload) -> {
              if (calls.incrementAndGet() < 3) {
                throw new StateFailedException("Busy", "try later");
              }
              return payload;
            });
    String definition =
        StateMachineFixture.task("'Retry': [{'ErrorEquals': ['States.TaskFailed']}], 'End': true")
            .replace("$states.input", "$states.context.State.RetryCount");

    assertThat(machine.run(definition, "{}").intValue()).isEqualTo(2);
  }

  @Test
  void caughtError_withAssignAndOutput_shouldContinueAtNextState() throws StateFailedException {
    StateMachineFixture machine = new StateMachineFixture(FAILING);
    String definition =
        """
        {'QueryLanguage': 'JSONata', 'StartAt': 'T', 'States': {
          'T': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'Arguments': {'FunctionName': 'f'},
            'Catch': [{'ErrorEquals': ['Busy'], 'Assign': {'cause': '{% $states.errorOutput.Cause %}'},
                       'Output': '{% $states.errorOutput.Error %}', 'Next': 'After'}], 'End': true},
          'After': {'Type': 'Succeed', 'Output': ['{% $states.input %}', '{% $cause %}']}}}
        """;

    assertThat(machine.run(definition, "{}"))
        .isEqualTo(StateMachineFixture.parse("['Busy', 'try later']"));
  }

  @Test
  void task_thatExceedsItsTimeout_shouldTimeOut() {
    StateMachineFixture[] machine = new StateMachineFixture[1];
    machine[0] =
        new StateMachineFixture(
            (function, payload) -> {
              machine[0].time().advance(Duration.ofSeconds(31));
              return payload;
            });

    assertThat(
            error(machine[0], StateMachineFixture.task("'TimeoutSeconds': 30, 'End': true"))
                .error())
        .contains("States.Timeout");
    assertThat(
            error(
                    machine[0],
                    StateMachineFixture.task(
                        "'TimeoutSeconds': 60, 'HeartbeatSeconds': 30, 'End': true"))
                .error())
        .contains("States.Timeout");
  }

  @Test
  void timeout_shouldNotMatchTaskFailed() {
    StateMachineFixture[] machine = new StateMachineFixture[1];
    machine[0] =
        new StateMachineFixture(
            (function, payload) -> {
              machine[0].time().advance(Duration.ofSeconds(31));
              return payload;
            });

    StateFailedException error =
        error(
            machine[0],
            StateMachineFixture.task(
                "'TimeoutSeconds': 30, 'Catch': [{'ErrorEquals': ['States.TaskFailed'], 'Next': 'Caught'}], 'End': true"));

    assertThat(error.error()).contains("States.Timeout");
  }

  @Test
  void dataLimitExceeded_shouldBeCaughtOnlyByItsName() throws StateFailedException {
    LambdaFunctions large =
        (function, payload) -> StateData.object().put("text", "ä".repeat(StateData.MAX_BYTES / 2));

    assertThat(
            error(
                    new StateMachineFixture(large),
                    StateMachineFixture.task(
                        "'Catch': [{'ErrorEquals': ['States.ALL'], 'Next': 'Caught'}], 'End': true"))
                .error())
        .contains("States.DataLimitExceeded");
    assertThat(
            new StateMachineFixture(large)
                .run(
                    StateMachineFixture.task(
                        "'Catch': [{'ErrorEquals': ['States.DataLimitExceeded'], 'Next': 'Caught'}], 'End': true"),
                    "{}")
                .path("Error")
                .textValue())
        .isEqualTo("States.DataLimitExceeded");
  }

  @Test
  void exceptionInAFunction_shouldBeReportedAsInLambda() {
    StateMachineFixture machine =
        new StateMachineFixture(
            (function, payload) -> {
              throw new IllegalStateException("no such table");
            });

    StateFailedException error = error(machine, StateMachineFixture.task("'End': true"));

    assertThat(error.error()).contains("java.lang.IllegalStateException");
    JsonNode cause = StateMachineFixture.parse(error.cause().orElse(""));
    assertThat(cause.path("errorMessage").textValue()).isEqualTo("no such table");
  }

  @Test
  void choice_withoutMatchingRule_shouldFail() {
    StateFailedException error =
        error(
            new StateMachineFixture(FAILING),
            """
            {'QueryLanguage': 'JSONata', 'StartAt': 'C', 'States': {
              'C': {'Type': 'Choice', 'Choices': [{'Condition': '{% false %}', 'Next': 'End'}]},
              'End': {'Type': 'Succeed'}}}
            """);

    assertThat(error.error()).contains("States.NoChoiceMatched");
  }

  @Test
  void condition_thatIsNotBoolean_shouldBeAnEvaluationError() {
    StateFailedException error =
        error(
            new StateMachineFixture(FAILING),
            """
            {'QueryLanguage': 'JSONata', 'StartAt': 'C', 'States': {
              'C': {'Type': 'Choice', 'Choices': [{'Condition': '{% 1 %}', 'Next': 'End'}]},
              'End': {'Type': 'Succeed'}}}
            """);

    assertThat(error.cause().orElse(""))
        .endsWith(
            "The JSONata expression '1' specified for the field 'Choices[0]/Condition' returned an unexpected result type. Expected 'boolean', but was 'number' for value: 1");
  }
}
