package org.rollcall.local.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.local.states.definition.StateMachine;
import org.rollcall.local.states.expression.InvalidDefinitionException;

class DefinitionTest {

  private static String error(String definition, Map<String, String> substitutions) {
    return String.valueOf(
        catchThrowableOfType(
                InvalidDefinitionException.class,
                () -> StateMachine.load(StateMachineFixture.json(definition), substitutions))
            .getMessage());
  }

  private static String errorOfStates(String states) {
    return error(
        "{'QueryLanguage': 'JSONata', 'StartAt': 'A', 'States': {%s}}".formatted(states), Map.of());
  }

  @Test
  void definitionOfTheProject_shouldLoad() throws IOException {
    Path file =
        Path.of(
            System.getProperty("rollcall.home"), "statemachine", "update-notify-users.asl.json");
    String definition = Files.readString(file);
    Map<String, String> substitutions = InProcessExecution.functions();

    assertThatCode(() -> StateMachine.load(definition, substitutions)).doesNotThrowAnyException();
  }

  @Test
  void unknownAndUnusedSubstitutions_shouldBeErrors() {
    String definition =
        "{'QueryLanguage': 'JSONata', 'StartAt': 'A', 'States': {'A': {'Type': 'Fail', 'Cause': '${Known}'}}}";

    assertThat(error(definition, Map.of())).isEqualTo("no value for ${Known}");
    assertThat(error(definition, Map.of("Known", "x", "Unused", "y")))
        .isEqualTo("the substitution ${Unused} is not used");
    assertThat(error("{", Map.of())).startsWith("the definition is not valid JSON: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      value = {
        "'A': {'Type': 'Pass', 'ResultPath': '$', 'End': true} | /States/A/ResultPath: is not supported",
        "'A': {'Type': 'Pass', 'Next': 'B'} | /States/A: next state does not exist: B",
        "'A': {'Type': 'Succeed'}, 'B': {'Type': 'Succeed'} | /States/B: cannot be reached",
        "'B': {'Type': 'Succeed'} | /StartAt: state does not exist: A",
        "'A': {'Type': 'Wait', 'Seconds': 1, 'End': true} | /States/A/Type: is not supported: Wait",
        "'A': {'Type': 'Pass'} | /States/A: must have either Next or End: true",
        "'A': {'Type': 'Pass', 'Next': null} | /States/A/Next: must be text",
        "'A': {'Type': 'Pass', 'Comment': 1, 'End': true} | /States/A/Comment: must be text",
        "'A': {'Type': 'Pass', 'Assign': {'states': 1}, 'End': true} | /States/A/Assign/states: is not a valid variable name",
        "'A': [] | /States/A: must be an object",
        "'A': {'Type': 'Choice', 'Choices': []} | /States/A/Choices: must contain a rule",
        "'A': {'Type': 'Choice', 'Choices': [{'Next': 'A'}]} | /States/A/Choices[0]/Condition: is missing",
        "'A': {'Type': 'Choice', 'Choices': [{'Condition': 1, 'Next': 'A'}]} | /States/A/Choices[0]/Condition: must be true or false or an expression",
        "'A': {'Type': 'Fail', 'Error': {'a': '{% 1 %}'}} | /States/A/Error: must be text or an expression",
        "'A': {'Type': 'Succeed', 'Output': {'odd': '{% 1 + %}'}} | /States/A/Output/odd: is not valid JSONata: S0207: Unexpected end of expression",
        "'A': {'Type': 'Succeed', 'Output': ['{% 1']} | /States/A/Output[0]: an expression must begin with {% and end with %}",
        "'A': {'Type': 'Succeed', 'Output': '{% $states.result %}'} | /States/A/Output: $states.result is not available in this field",
      })
  void invalidState_shouldBeRejectedWithItsPath(String states, String expected) {
    assertThat(errorOfStates(states)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      value = {
        "'Resource': 'arn:aws:states:::sqs:sendMessage' | /Resource: is not supported: arn:aws:states:::sqs:sendMessage",
        "'Arguments': {'Payload': 1} | /Arguments/FunctionName: is missing",
        "'Arguments': {'FunctionName': 'f', 'InvocationType': 'Event'} | /Arguments/InvocationType: is not supported",
        "'TimeoutSeconds': 0 | /TimeoutSeconds: must be an integer from 1 to 99999999 or an expression",
        "'Retry': [{'ErrorEquals': ['a'], 'BackoffRate': 0.5}] | /Retry[0]/BackoffRate: must be a number of at least 1.0",
        "'Retry': [{'ErrorEquals': []}] | /Retry[0]/ErrorEquals: must contain an error name",
        "'Retry': [{'ErrorEquals': [1]}] | /Retry[0]/ErrorEquals: must be an array of error names",
        "'Retry': [{'ErrorEquals': ['a'], 'JitterStrategy': 'SOME'}] | /Retry[0]/JitterStrategy: must be one of [NONE, FULL]",
        "'Retry': [{'ErrorEquals': ['States.ALL', 'a']}] | /Retry[0]/ErrorEquals: must not contain other names with States.ALL",
        "'Retry': [{'ErrorEquals': ['States.ALL']}, {'ErrorEquals': ['a']}] | /Retry[0]/ErrorEquals: States.ALL is only allowed in the last element",
        "'Catch': [{'ErrorEquals': ['a']}] | /Catch[0]/Next: is missing",
        "'Catch': [{'ErrorEquals': ['a'], 'Next': 'A', 'Output': '{% $states.result %}'}] | /Catch[0]/Output: $states.result is not available in this field",
        "'Arguments': '{% $states.errorOutput %}' | /Arguments: $states.errorOutput is not available in this field",
      })
  void invalidTask_shouldBeRejectedWithItsPath(String fields, String expected) {
    String resource =
        fields.contains("Resource") ? "" : "'Resource': 'arn:aws:states:::lambda:invoke', ";
    String arguments = fields.contains("Arguments") ? "" : "'Arguments': {'FunctionName': 'f'}, ";
    assertThat(
            errorOfStates(
                "'A': {'Type': 'Task', 'End': true, " + resource + arguments + fields + "}"))
        .isEqualTo("/States/A" + expected);
  }

  @Test
  void statesInJsonPath_shouldBeRejected() {
    assertThat(error("{'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}}", Map.of()))
        .isEqualTo("/States/A/QueryLanguage: must be JSONata in the state or in the state machine");
  }

  @Test
  void variableOfAnOuterGraph_shouldNotBeAssignable() {
    assertThat(
            errorOfStates(
                """
                'A': {'Type': 'Pass', 'Assign': {'n': 1}, 'Next': 'M'},
                'M': {'Type': 'Map', 'Items': [1], 'End': true, 'ItemProcessor': {'StartAt': 'I', 'States': {
                  'I': {'Type': 'Pass', 'Assign': {'n': 2}, 'End': true}}}}
                """))
        .isEqualTo(
            "/States/M/ItemProcessor/States/I: assigns a variable of an outer state graph: n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      value = {
        "'Label': 'x' | INLINE | /Label: is not supported",
        "'ToleratedFailurePercentage': 1 | INLINE | /ToleratedFailurePercentage: is not supported",
        "'ItemBatcher': {} | DISTRIBUTED | /ItemBatcher: is not supported",
        "'ToleratedFailureCount': 1 | DISTRIBUTED | /ToleratedFailureCount: is not supported",
        "'ToleratedFailurePercentage': 101 | DISTRIBUTED | /ToleratedFailurePercentage: must be an integer from 0 to 100 or an expression",
        "'Label': 'a b' | DISTRIBUTED | /Label: must be 1 to 40 letters, digits, _ or -",
      })
  void unsupportedFieldsOfMaps_shouldBeRejected(String field, String mode, String expected) {
    String config =
        mode.equals("INLINE")
            ? "{'Mode': 'INLINE'}"
            : "{'Mode': 'DISTRIBUTED', 'ExecutionType': 'EXPRESS'}";
    assertThat(
            errorOfStates(
                "'A': {'Type': 'Map', 'Items': [1], 'End': true, "
                    + field
                    + ", 'ItemProcessor': {'ProcessorConfig': "
                    + config
                    + ", 'StartAt': 'I', 'States': {'I': {'Type': 'Succeed'}}}}"))
        .isEqualTo("/States/A" + expected);
  }
}
