package org.rollcall.local.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollcall.local.states.definition.DefinitionFault;
import org.rollcall.local.states.definition.InvalidDefinitionException;

class DefinitionTest {

  private static List<String> errors(String definition) {
    return errors(definition, Map.of());
  }

  private static List<String> errors(String definition, Map<String, String> substitutions) {
    InvalidDefinitionException exception =
        catchThrowableOfType(
            InvalidDefinitionException.class,
            () -> StateMachine.load(StateMachineFixture.json(definition), substitutions));
    return exception.faults().stream().map(DefinitionFault::toString).toList();
  }

  private static List<String> errorsOfStates(String states) {
    return errors("{'QueryLanguage': 'JSONata', 'StartAt': 'A', 'States': {%s}}".formatted(states));
  }

  @Test
  void definitionOfTheProject_shouldLoad() throws IOException {
    Path file =
        Path.of(
            System.getProperty("rollcall.home"), "statemachine", "update-notify-users.asl.json");
    Map<String, String> functions = new LinkedHashMap<>();
    for (String function : List.of("PrepareJob", "UpdateUser", "NotifyUser", "ReportJob")) {
      functions.put(function + "FunctionArn", function);
    }

    StateMachine machine = StateMachine.load(Files.readString(file), functions);

    assertThat(machine.definition())
        .contains("\"FunctionName\":\"UpdateUser\"")
        .doesNotContain("${");
  }

  @Test
  void unknownAndUnusedSubstitutions_shouldBeErrors() {
    String definition =
        "{'QueryLanguage': 'JSONata', 'StartAt': 'A', 'States': {'A': {'Type': 'Fail', 'Cause': '${Known} ${Missing}'}}}";

    assertThat(errors(definition, Map.of("Known", "x", "Unused", "y")))
        .containsExactly(
            "/States/A/Cause: no value for ${Missing}", "the substitution ${Unused} is not used");
  }

  @Test
  void allErrors_shouldBeReportedWithTheirPaths() {
    assertThat(
            errorsOfStates(
                """
                'A': {'Type': 'Pass', 'ResultPath': '$', 'Next': 'Nowhere'},
                'B': {'Type': 'Wait', 'Seconds': 1, 'End': true},
                'C': {'Type': 'Task', 'Resource': 'arn:aws:states:::sqs:sendMessage', 'TimeoutSeconds': 0}
                """))
        .containsExactly(
            "/States/A/ResultPath: is not supported",
            "/States/B/Type: is not supported: Wait",
            "/States/C/Resource: is not supported: arn:aws:states:::sqs:sendMessage",
            "/States/C/TimeoutSeconds: must be an integer from 1 to 99999999 or an expression",
            "/States/C: must have either Next or End: true",
            "/States/A: next state does not exist: Nowhere",
            "/States/B: cannot be reached",
            "/States/C: cannot be reached");
  }

  @Test
  void statesInJsonPath_shouldBeRejected() {
    assertThat(errors("{'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}}"))
        .containsExactly(
            "/States/A/QueryLanguage: must be JSONata in the state or in the state machine");
  }

  @Test
  void invalidExpressions_shouldBeRejected() {
    assertThat(
            errorsOfStates(
                """
                'A': {'Type': 'Pass', 'End': true, 'Output': {
                  'eval': '{% $eval($states.input.x) %}',
                  'seed': '{% $random(7) %}',
                  'none': '{% $uppercase(`a`) & $shout(1) %}',
                  'own': '{% ($shout := function($x){ $uppercase($x) }; $shout(/a(b)/) ) %}',
                  'odd': '{% 1 + %}',
                  'open': '{% 1'}}
                """))
        .containsExactly(
            "/States/A/Output/eval: the function $eval is not supported",
            "/States/A/Output/seed: $random with a seed is not supported",
            "/States/A/Output/none: the function $shout is not supported",
            "/States/A/Output/odd: is not valid JSONata: S0207: Unexpected end of expression",
            "/States/A/Output/open: an expression must begin with {% and end with %}");
  }

  @Test
  void result_whereItIsNotAvailable_shouldBeRejected() {
    assertThat(
            errorsOfStates(
                "'A': {'Type': 'Pass', 'Output': '{% [$states.result, $states.errorOutput] %}', 'End': true}"))
        .containsExactly(
            "/States/A/Output: $states.result is not available in this field",
            "/States/A/Output: $states.errorOutput is not available in this field");
  }

  @Test
  void variableOfAnOuterGraph_shouldNotBeAssignable() {
    assertThat(
            errorsOfStates(
                """
                'A': {'Type': 'Pass', 'Assign': {'n': 1}, 'Next': 'M'},
                'M': {'Type': 'Map', 'Items': [1], 'End': true, 'ItemProcessor': {'StartAt': 'I', 'States': {
                  'I': {'Type': 'Pass', 'Assign': {'n': 2}, 'End': true}}}}
                """))
        .containsExactly(
            "/States/M/ItemProcessor/States/I: assigns a variable of an outer state graph: n");
  }

  @Test
  void fieldsOfDistributedMaps_inInlineMaps_shouldBeRejected() {
    assertThat(
            errorsOfStates(
                """
                'A': {'Type': 'Map', 'Items': [1], 'Label': 'x', 'ToleratedFailureCount': 1, 'ItemBatcher': {}, 'End': true,
                  'ItemProcessor': {'StartAt': 'I', 'States': {'I': {'Type': 'Succeed'}}}}
                """))
        .containsExactly(
            "/States/A/Label: is not supported",
            "/States/A/ToleratedFailureCount: is not supported",
            "/States/A/ItemBatcher: is not supported");
  }

  @Test
  void invalidRetriers_shouldBeRejected() {
    assertThat(
            errorsOfStates(
                """
                'A': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'End': true,
                  'Arguments': {'FunctionName': 'f', 'InvocationType': 'Event'},
                  'Retry': [
                    {'ErrorEquals': ['States.ALL'], 'BackoffRate': 0.5},
                    {'ErrorEquals': [], 'JitterStrategy': 'SOME'}]}
                """))
        .containsExactly(
            "/States/A/Arguments/InvocationType: is not supported",
            "/States/A/Retry[0]/BackoffRate: must be a number of at least 1.0",
            "/States/A/Retry[1]/ErrorEquals: must contain an error name",
            "/States/A/Retry[1]/JitterStrategy: must be one of [NONE, FULL]",
            "/States/A/Retry[0]/ErrorEquals: States.ALL is only allowed in the last element");
  }
}
