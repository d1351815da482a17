package org.rollcall.local.states;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.local.stack.FileFaults;
import org.rollcall.local.states.definition.StateMachine;
import org.rollcall.local.states.execution.ExecutionServices;
import org.rollcall.local.states.expression.StateData;

class UnwritableExecutionTest {

  private static final String ONE_TASK =
      """
      {'QueryLanguage': 'JSONata', 'StartAt': 'T', 'States': {
        'T': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke',
          'Arguments': {'FunctionName': 'f', 'Payload': {}}, 'Output': {}, 'End': true}}}
      """;

  @TempDir Path folder;

  @Test
  void endThatCannotBeWritten_shouldBeAFailureAndNotAnUncaughtException() throws Exception {
    List<Throwable> uncaught = Collections.synchronizedList(new ArrayList<>());
    FileFaults faults = new FileFaults();
    StepFunctionsService service =
        new StepFunctionsService(
            StateMachineFixture.MACHINE,
            StateMachine.load(StateMachineFixture.json(ONE_TASK), Map.of()),
            new ExecutionFolder(folder, faults),
            ExecutionServices.of(
                (function, payload) -> {
                  makeUnwritable();
                  return StateData.object();
                },
                (bucket, key) -> new byte[0],
                Clock.systemUTC()),
            () -> {});
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> uncaught.add(e));
    try {
      service.call(
          "StartExecution",
          StateData.object()
              .put("stateMachineArn", StateMachineFixture.MACHINE.stateMachineArn())
              .put("name", "one")
              .put("input", "{}"));
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread.getName().equals("execution one")) {
          thread.join();
        }
      }
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }

    ObjectNode end =
        service.call(
            "DescribeExecution",
            StateData.object()
                .put("executionArn", StateMachineFixture.MACHINE.executionArn("one")));
    assertThat(end.path("status").textValue()).isEqualTo("FAILED");
    assertThat(end.path("cause").textValue()).contains("execution.json");
    assertThat(end.has("output")).isFalse();
    assertThat(faults.failure()).isPresent();
    assertThat(uncaught).isEmpty();
  }

  /** The file that is written before it is renamed is a folder. */
  private void makeUnwritable() {
    try {
      Files.createDirectories(folder.resolve("one/execution.json.new"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
