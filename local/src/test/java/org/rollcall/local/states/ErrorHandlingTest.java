package org.rollcall.local.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.rollcall.local.states.data.StateData;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.services.LambdaFunctions;

class ErrorHandlingTest {

  private static final LambdaFunctions FAILING =
      (function, payload) -> {
        throw new StateFailedException("Busy", "try later");
      };

  private static StateFailedException error(Trial trial, String definition) {
    return catchThrowableOfType(StateFailedException.class, () -> trial.run(definition, "{}"));
  }

  @Test
  void retries_withBackoff_shouldWaitLongerUpToTheMostAndThenFail() {
    Trial trial = new Trial(FAILING);

    StateFailedException error =
        error(
            trial,
            Trial.task(
                "'Retry': [{'ErrorEquals': ['Busy'], 'IntervalSeconds': 2, 'BackoffRate': 3, 'MaxAttempts': 4, 'MaxDelaySeconds': 10}], 'End': true"));

    assertThat(error.error()).contains("Busy");
    assertThat(trial.time().sleeps())
        .containsExactly(
            Duration.ofSeconds(2),
            Duration.ofSeconds(6),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10));
  }

  @Test
  void retries_withFullJitter_shouldWaitAnythingUpToTheDelay() {
    Trial trial = new Trial(FAILING);

    error(
        trial,
        Trial.task(
            "'Retry': [{'ErrorEquals': ['Busy'], 'IntervalSeconds': 100, 'BackoffRate': 1, 'MaxAttempts': 200, 'JitterStrategy': 'FULL'}], 'End': true"));

    LongStream millis = trial.time().sleeps().stream().mapToLong(Duration::toMillis);
    assertThat(millis.summaryStatistics())
        .satisfies(
            delays -> {
              assertThat(delays.getMin()).isBetween(0L, 10_000L);
              assertThat(delays.getMax()).isBetween(90_000L, 100_000L);
              assertThat(delays.getAverage()).isBetween(40_000.0, 60_000.0);
            });
  }

  @Test
  void retriedTask_thatSucceedsAtLast_shouldGiveItsResultAndTellTheCount()
      throws StateFailedException {
    AtomicInteger calls = new AtomicInteger();
    Trial trial =
        new Trial(
            (function, payload) -> {
              if (calls.incrementAndGet() < 3) {
                throw new StateFailedException("Busy", "try later");
              }
              return payload;
            });
    String definition =
        Trial.task("'Retry': [{'ErrorEquals': ['States.TaskFailed']}], 'End': true")
            .replace("$states.input", "$states.context.State.RetryCount");

    assertThat(trial.run(definition, "{}").intValue()).isEqualTo(2);
  }

  @Test
  void caughtError_withAssignAndOutput_shouldLeadOn() throws StateFailedException {
    Trial trial = new Trial(FAILING);
    String definition =
        """
        {'QueryLanguage': 'JSONata', 'StartAt': 'T', 'States': {
          'T': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'Arguments': {'FunctionName': 'f'},
            'Catch': [{'ErrorEquals': ['Busy'], 'Assign': {'cause': '{% $states.errorOutput.Cause %}'},
                       'Output': '{% $states.errorOutput.Error %}', 'Next': 'After'}], 'End': true},
          'After': {'Type': 'Succeed', 'Output': ['{% $states.input %}', '{% $cause %}']}}}
        """;

    assertThat(trial.run(definition, "{}")).isEqualTo(Trial.parse("['Busy', 'try later']"));
  }

  @Test
  void task_thatTakesTooLong_shouldTimeOut() {
    Trial[] trial = new Trial[1];
    trial[0] =
        new Trial(
            (function, payload) -> {
              trial[0].time().pass(Duration.ofSeconds(31));
              return payload;
            });

    assertThat(error(trial[0], Trial.task("'TimeoutSeconds': 30, 'End': true")).error())
        .contains("States.Timeout");
    assertThat(
            error(trial[0], Trial.task("'TimeoutSeconds': 60, 'HeartbeatSeconds': 30, 'End': true"))
                .error())
        .contains("States.Timeout");
  }

  @Test
  void timeout_shouldNotCountAsFailedTask() {
    Trial[] trial = new Trial[1];
    trial[0] =
        new Trial(
            (function, payload) -> {
              trial[0].time().pass(Duration.ofSeconds(31));
              return payload;
            });

    StateFailedException error =
        error(
            trial[0],
            Trial.task(
                "'TimeoutSeconds': 30, 'Catch': [{'ErrorEquals': ['States.TaskFailed'], 'Next': 'Caught'}], 'End': true"));

    assertThat(error.error()).contains("States.Timeout");
  }

  @Test
  void tooMuchData_shouldBeCaughtByItsNameOnly() throws StateFailedException {
    LambdaFunctions large =
        (function, payload) -> StateData.object().put("text", "ä".repeat(StateData.MAX_BYTES / 2));

    assertThat(
            error(
                    new Trial(large),
                    Trial.task(
                        "'Catch': [{'ErrorEquals': ['States.ALL'], 'Next': 'Caught'}], 'End': true"))
                .error())
        .contains("States.DataLimitExceeded");
    assertThat(
            new Trial(large)
                .run(
                    Trial.task(
                        "'Catch': [{'ErrorEquals': ['States.DataLimitExceeded'], 'Next': 'Caught'}], 'End': true"),
                    "{}")
                .path("Error")
                .textValue())
        .isEqualTo("States.DataLimitExceeded");
  }

  @Test
  void exceptionOfAFunction_shouldBeItsFailureAsInLambda() {
    Trial trial =
        new Trial(
            (function, payload) -> {
              throw new IllegalStateException("no such table");
            });

    StateFailedException error = error(trial, Trial.task("'End': true"));

    assertThat(error.error()).contains("java.lang.IllegalStateException");
    JsonNode cause = Trial.parse(error.cause().orElse(""));
    assertThat(cause.path("errorMessage").textValue()).isEqualTo("no such table");
  }

  @Test
  void choice_withoutAnyRuleThatHolds_shouldFail() {
    StateFailedException error =
        error(
            new Trial(FAILING),
            """
            {'QueryLanguage': 'JSONata', 'StartAt': 'C', 'States': {
              'C': {'Type': 'Choice', 'Choices': [{'Condition': '{% false %}', 'Next': 'End'}]},
              'End': {'Type': 'Succeed'}}}
            """);

    assertThat(error.error()).contains("States.NoChoiceMatched");
  }

  @Test
  void condition_thatIsNoTruth_shouldBeAnEvaluationError() {
    StateFailedException error =
        error(
            new Trial(FAILING),
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
