package org.rollcall.local.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.rollcall.Given;
import org.rollcall.local.states.definition.StateMachine;
import org.rollcall.local.states.execution.ExecutionContext;
import org.rollcall.local.states.execution.ExecutionServices;
import org.rollcall.local.states.execution.History;
import org.rollcall.local.states.execution.LambdaFunctions;
import org.rollcall.local.states.execution.LambdaTaskRunner;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.execution.StateMachineIdentity;
import org.rollcall.local.states.expression.StateData;

/**
 * Runs definitions of state machines with given functions, in virtual time. The only object is
 * {@code items} in the bucket {@code b}.
 */
final class StateMachineFixture {

  static final StateMachineIdentity MACHINE =
      new StateMachineIdentity("eu-central-1", "000000000000", "test");

  private final FakeTime time = new FakeTime();
  private final StateExecutionRecorder recorder = new StateExecutionRecorder();
  private final LambdaFunctions functions;
  private byte[] items = new byte[0];

  StateMachineFixture(LambdaFunctions functions) {
    this.functions = functions;
  }

  /** Sets the content of the object {@code b/items}. */
  StateMachineFixture withItems(String json) {
    items = json.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  FakeTime time() {
    return time;
  }

  StateExecutionRecorder recorder() {
    return recorder;
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

  /** Runs a definition that has apostrophes instead of quotation marks. */
  JsonNode run(String definition, String input) throws StateFailedException {
    return runVerbatim(json(definition), input);
  }

  /** Runs a definition. */
  JsonNode runVerbatim(String definition, String input) throws StateFailedException {
    StateMachine machine = StateMachine.load(definition, Map.of());
    JsonNode value = parse(json(input));
    ExecutionContext context =
        ExecutionContext.of(
            services(),
            MACHINE,
            MACHINE.executionArn("try"),
            "try",
            value,
            new History(time, recorder),
            run -> {});
    try {
      return machine.execute(context, value);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static String json(String text) {
    return Given.jsonText(text);
  }

  static JsonNode parse(String text) {
    try {
      return StateData.parse(json(text));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * A state machine with one Task, which calls the function {@code f}. A catcher may have {@code
   * Caught} as the next state.
   *
   * @param fields further fields of the Task
   */
  static String task(String fields) {
    String caught = fields.contains("Caught") ? ", 'Caught': {'Type': 'Succeed'}" : "";
    return """
        {'QueryLanguage': 'JSONata', 'StartAt': 'T', 'States': {
          'T': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke',
                'Arguments': {'FunctionName': 'f', 'Payload': '{%% $states.input %%}'},
                'Output': '{%% $states.result.Payload %%}', %s}%s}}
        """
        .formatted(fields, caught);
  }
}
