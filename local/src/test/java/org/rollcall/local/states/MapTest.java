package org.rollcall.local.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rollcall.local.states.execution.LambdaFunctions;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.expression.StateData;

class MapTest {

  private static final String INPUT = "{'offset': 10}";

  /** Fails for the items 1, 11, 21, …. Returns its event for others. */
  private static final LambdaFunctions FAILING_FOR_SOME =
      (function, payload) -> {
        if (payload.path("item").intValue() % 10 == 1) {
          throw new StateFailedException("Odd", "item " + payload.path("item"));
        }
        return payload;
      };

  private static String distributed(String fields) {
    return """
        {'QueryLanguage': 'JSONata', 'StartAt': 'M', 'States': {'M': {'Type': 'Map',
          'ItemReader': {'Resource': 'arn:aws:states:::s3:getObject', 'ReaderConfig': {'InputType': 'JSON'},
                         'Arguments': {'Bucket': 'b', 'Key': 'items'}},
          'ItemSelector': {'item': '{%% $states.context.Map.Item.Value %%}', 'index': '{%% $states.context.Map.Item.Index %%}',
                           'offset': '{%% $states.input.offset %%}'},
          'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'EXPRESS'},
            'StartAt': 'T', 'States': {'T': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke',
              'Arguments': {'FunctionName': 'f', 'Payload': '{%% $states.input %%}'},
              'Output': '{%% $states.result.Payload.item + $states.input.offset %%}', 'End': true}}},
          'MaxConcurrency': 5, 'End': true %s}}}
        """
        .formatted(fields);
  }

  private static String numbers(int count) {
    return IntStream.range(0, count)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static StateFailedException error(StateMachineFixture machine, String definition) {
    return catchThrowableOfType(StateFailedException.class, () -> machine.run(definition, INPUT));
  }

  @Test
  void distributedMap_withoutFailures_shouldReturnOutputsInOrder() throws StateFailedException {
    StateMachineFixture machine =
        new StateMachineFixture((function, payload) -> payload).withItems(numbers(30));

    JsonNode output = machine.run(distributed(""), INPUT);

    assertThat(output).hasSize(30);
    assertThat(output.get(29).intValue()).isEqualTo(39);
  }

  @Test
  void distributedMap_withMaxItems_shouldProcessNoMoreItems() throws StateFailedException {
    StateMachineFixture machine =
        new StateMachineFixture((function, payload) -> payload).withItems(numbers(30));
    String definition =
        distributed("")
            .replace("'InputType': 'JSON'", "'InputType': 'JSON', 'MaxItems': '{% 3 %}'");

    assertThat(machine.run(definition, INPUT)).hasSize(3);
  }

  @Test
  void distributedMap_withinTolerance_shouldSucceedAndReturnFailures() throws StateFailedException {
    StateMachineFixture machine = new StateMachineFixture(FAILING_FOR_SOME).withItems(numbers(20));

    JsonNode output = machine.run(distributed(", 'ToleratedFailurePercentage': 10"), INPUT);

    assertThat(output).hasSize(20);
    assertThat(output.get(2).intValue()).isEqualTo(12);
    assertThat(output.get(11).path("Status").textValue()).isEqualTo("FAILED");
    assertThat(output.get(11).path("Error").textValue()).isEqualTo("Odd");
  }

  @Test
  void distributedMap_beyondTolerance_shouldFail() {
    for (String tolerance : new String[] {"", ", 'ToleratedFailurePercentage': 9"}) {
      StateFailedException error =
          error(
              new StateMachineFixture(FAILING_FOR_SOME).withItems(numbers(20)),
              distributed(tolerance));

      assertThat(error.error()).as(tolerance).contains("States.ExceedToleratedFailureThreshold");
      assertThat(error.cause()).contains("The specified tolerated failure threshold was exceeded");
    }
  }

  @Test
  void distributedMap_overInvalidItems_shouldFailToReadThem() {
    for (String items : new String[] {"{}", "[1", "[1] 2", ""}) {
      StateFailedException error =
          error(new StateMachineFixture(FAILING_FOR_SOME).withItems(items), distributed(""));
      assertThat(error.error()).as(items).contains("States.ItemReaderFailed");
    }
    assertThat(
            error(
                    new StateMachineFixture(FAILING_FOR_SOME),
                    distributed("").replace("'items'", "'others'"))
                .cause())
        .contains("There is no object others.");
  }

  @Test
  void children_shouldHaveDistinctNames() throws StateFailedException {
    Set<String> names = ConcurrentHashMap.newKeySet();
    StateMachineFixture machine =
        new StateMachineFixture(
                (function, payload) -> {
                  names.add(payload.path("name").textValue());
                  return payload;
                })
            .withItems(numbers(12));
    String definition =
        distributed("")
            .replace(
                "'Payload': '{% $states.input %}'",
                "'Payload': {'name': '{% $states.context.Execution.Name %}', 'item': 0}");

    machine.run(definition, INPUT);

    assertThat(names).hasSize(12).doesNotContain("try");
  }

  @Test
  void outputs_exceedingTheDataLimit_shouldFailTheMap() {
    StateMachineFixture machine =
        new StateMachineFixture(
                (function, payload) ->
                    StateData.object().put("item", 1).put("text", "x".repeat(90_000)))
            .withItems(numbers(3));
    String definition =
        distributed("")
            .replace(
                "$states.result.Payload.item + $states.input.offset", "$states.result.Payload");

    assertThat(error(machine, definition).error()).contains("States.DataLimitExceeded");
  }

  @Test
  void inlineMap_withFailingItem_shouldFailWithItsErrorAndStartNoMoreItems() {
    AtomicInteger calls = new AtomicInteger();
    StateMachineFixture machine =
        new StateMachineFixture(
            (function, payload) -> {
              calls.incrementAndGet();
              throw new StateFailedException("Odd", "at once");
            });

    StateFailedException error =
        error(
            machine,
            """
            {'QueryLanguage': 'JSONata', 'StartAt': 'M', 'States': {'M': {'Type': 'Map', 'Items': [1, 2, 3], 'MaxConcurrency': 1,
              'ItemProcessor': {'StartAt': 'T', 'States': {'T': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke',
                'Arguments': {'FunctionName': 'f'}, 'End': true}}}, 'End': true}}}
            """);

    assertThat(error.error()).contains("Odd");
    assertThat(calls).hasValue(1);
  }

  @Test
  void variables_shouldBeVisibleInInlineIterationsButNotInDistributedChildren()
      throws StateFailedException {
    String definition =
        """
        {'QueryLanguage': 'JSONata', 'StartAt': 'P', 'States': {
          'P': {'Type': 'Pass', 'Assign': {'v': 1}, 'Next': 'M'},
          'M': {'Type': 'Map', 'Items': [0], 'End': true,
            'ItemProcessor': {'ProcessorConfig': {MODE},
              'StartAt': 'I', 'States': {'I': {'Type': 'Pass', 'Output': '{% $exists($v) %}', 'End': true}}}}}}
        """;
    StateMachineFixture machine = new StateMachineFixture(FAILING_FOR_SOME);

    assertThat(machine.run(definition.replace("MODE", "'Mode': 'INLINE'"), "{}"))
        .isEqualTo(StateMachineFixture.parse("[true]"));
    assertThat(
            machine.run(
                definition.replace("MODE", "'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'"),
                "{}"))
        .isEqualTo(StateMachineFixture.parse("[false]"));
  }

  @Test
  void manyMembers_inAThousandChunks_shouldAllBeProcessed() throws StateFailedException {
    AtomicInteger members = new AtomicInteger();
    StateMachineFixture machine =
        new StateMachineFixture(
                (function, payload) -> {
                  members.addAndGet(payload.path("item").size());
                  return StateData.object().put("item", 0);
                })
            .withItems(
                IntStream.range(0, 1_000)
                    .mapToObj(chunk -> numbers(100))
                    .collect(Collectors.joining(",", "[", "]")));

    assertThat(machine.run(distributed(""), INPUT)).hasSize(1_000);
    assertThat(members).hasValue(100_000);
  }
}
