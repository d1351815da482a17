package org.rollcall.local.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.rollcall.local.states.data.StateData;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.execution.Execution;
import org.rollcall.local.states.execution.ExecutionContext;
import org.rollcall.local.states.execution.StateMachineIdentity;
import org.rollcall.local.states.services.ExecutionServices;
import org.rollcall.local.states.services.LambdaFunctions;
import org.rollcall.local.states.services.LambdaTaskRunner;

/**
 * A place to try a state machine in: its functions are given, time is no hindrance, and bucket
 * {@code b} has what is put there.
 */
final class Trial {

  static final StateMachineIdentity MACHINE =
      new StateMachineIdentity("eu-central-1", "000000000000", "trial");

  private final FakeTime time = new FakeTime();
  private final RecordedVisits visits = new RecordedVisits();
  private final LambdaFunctions functions;
  private byte[] items = new byte[0];

  Trial(LambdaFunctions functions) {
    this.functions = functions;
  }

  /** Puts what the object {@code b/items} has. */
  Trial items(String json) {
    items = json.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  FakeTime time() {
    return time;
  }

  RecordedVisits visits() {
    return visits;
  }

  ExecutionServices services() {
    return new ExecutionServices(
        new LambdaTaskRunner(functions, time), this::read, time, new Random(7));
  }

  private byte[] read(String bucket, String key) throws IOException {
    if (bucket.equals("b") && key.equals("items")) {
      return items;
    }
    throw new IOException("There is no object " + key + ".");
  }

  /** Runs the definition, in which apostrophes stand for quotation marks, to its end. */
  JsonNode run(String definition, String input) throws StateFailedException {
    return runAsWritten(json(definition), input);
  }

  /** Runs the definition to its end. */
  JsonNode runAsWritten(String definition, String input) throws StateFailedException {
    StateMachine machine = StateMachine.load(definition, Map.of());
    JsonNode value = parse(json(input));
    ExecutionContext context =
        ExecutionContext.of(services(), MACHINE, MACHINE.executionArn("try"), "try", value, visits);
    try {
      return Execution.run(machine.graph(), context, value);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static String json(String text) {
    return text.replace('\'', '"');
  }

  static JsonNode parse(String text) {
    try {
      return StateData.parse(json(text));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * A state machine of one Task, which calls the function {@code f} and has the members that are
   * given; a catcher may lead to the state {@code Caught}.
   */
  static String task(String members) {
    String caught = members.contains("Caught") ? ", 'Caught': {'Type': 'Succeed'}" : "";
    return """
        {'QueryLanguage': 'JSONata', 'StartAt': 'T', 'States': {
          'T': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke',
                'Arguments': {'FunctionName': 'f', 'Payload': '{%% $states.input %%}'},
                'Output': '{%% $states.result.Payload %%}', %s}%s}}
        """
        .formatted(members, caught);
  }
}
