package org.rollcall.local.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.local.states.definition.StateMachine;
import org.rollcall.local.states.execution.ExecutionContext;
import org.rollcall.local.states.execution.ExecutionServices;
import org.rollcall.local.states.execution.History;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.execution.StateMachineIdentity;
import org.rollcall.local.states.execution.TaskRunner;
import org.rollcall.local.states.expression.InvalidDefinitionException;
import org.rollcall.local.states.expression.StateData;

/**
 * Replays executions that were recorded on AWS, and compares the results.
 *
 * <p>The recordings are not part of the project. The system property {@code asl.conformance} is the
 * path of their folder {@code cases}; the files of the other recordings are next to it. Their
 * format is that of LocalStack's snapshot tests, converted to JSON.
 */
class ConformanceTest {

  private static final StateMachineIdentity MACHINE =
      new StateMachineIdentity("us-east-1", "111111111111", "recorded");

  private Path folder = Path.of("");

  /** The results of the replays. */
  private static final class ReplayResults {
    private int matched;
    private final Map<String, Integer> rejected = new TreeMap<>();
    private final List<String> different = new ArrayList<>();

    void replay(JsonNode recording) {
      String name = recording.get("id").textValue();
      try {
        List<String> differences = Replay.of(recording).differences();
        if (differences.isEmpty()) {
          matched++;
        } else {
          different.add(name + ": " + differences);
        }
      } catch (InvalidDefinitionException e) {
        String reason = String.valueOf(e.getMessage()).replaceFirst("^.*/", "");
        rejected.merge(reason, 1, Integer::sum);
      }
    }

    @Override
    public String toString() {
      return matched + " matched, " + different.size() + " different, rejected: " + rejected;
    }
  }

  /** A rereplayed execution, and its recording. */
  private record Replay(
      JsonNode recording, StateExecutionRecorder recorder, RecordedTasks tasks, JsonNode outcome) {

    static Replay of(JsonNode recording) {
      StateMachine machine = StateMachine.load(recording.get("definition").toString(), Map.of());
      StateExecutionRecorder recorder = new StateExecutionRecorder();
      RecordedTasks tasks = new RecordedTasks(recording);
      FakeTime time = new FakeTime();
      ExecutionServices services = new ExecutionServices(tasks, tasks, time, new Random(1));
      JsonNode input = recording.get("input");
      ExecutionContext context =
          ExecutionContext.of(
              services,
              MACHINE,
              MACHINE.executionArn("one"),
              "one",
              input,
              new History(time, recorder),
              run -> {});
      ObjectNode outcome = StateData.object();
      try {
        JsonNode output = machine.execute(context, input);
        outcome.put("status", "SUCCEEDED").set("output", output);
      } catch (StateFailedException error) {
        outcome.put("status", "FAILED").setAll(error.details());
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return new Replay(recording, recorder, tasks, outcome);
    }

    List<String> differences() {
      List<String> differences = new ArrayList<>();
      compare("outcome", recording.get("outcome"), outcome, differences);
      compare(
          "states",
          recording.get("states"),
          StateData.MAPPER.createArrayNode().addAll(recorder.executions()),
          differences);
      if (tasks.haveUnusedResults()) {
        differences.add("fewer tasks than recorded");
      }
      for (int i = 0; i < recorder.scheduled().size(); i++) {
        for (String unit : List.of("timeout", "heartbeat")) {
          compare(
              unit,
              recording.get("tasks").get(i).path(unit + "Seconds"),
              recorder.scheduled().get(i).path(unit + "InSeconds"),
              differences);
        }
      }
      return differences;
    }
  }

  @BeforeEach
  void findRecordings() {
    String cases = System.getProperty("asl.conformance", "");
    assumeTrue(!cases.isEmpty(), "the system property asl.conformance is not set");
    folder = Path.of(cases);
  }

  @Test
  void recordedExecutions_shouldMatchAwsOrBeRejected() throws IOException {
    ReplayResults results = new ReplayResults();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        results.replay(StateData.MAPPER.readTree(file.toFile()));
      }
    }
    System.out.println("Recorded executions: " + results);

    assertThat(results.different).isEmpty();
    assertThat(results.matched).isGreaterThanOrEqualTo(112);
  }

  @Test
  void recordedExecutions_validInBothQueryLanguages_shouldMatchAwsOrBeRejected()
      throws IOException {
    ReplayResults results = new ReplayResults();
    for (JsonNode recording : recordings("neutral.json")) {
      ObjectNode definition = (ObjectNode) recording.get("definition");
      if (!definition.has("QueryLanguage")) {
        definition.put("QueryLanguage", "JSONata");
      }
      results.replay(recording);
    }
    System.out.println("Definitions without a query language: " + results);

    assertThat(results.different).isEmpty();
    assertThat(results.matched).isGreaterThanOrEqualTo(8);
  }

  @Test
  void definitionsThatAwsRejected_shouldBeRejected() throws IOException {
    for (JsonNode recording : recordings("rejected.json")) {
      String definition = recording.get("definition").toString();
      assertThatThrownBy(() -> StateMachine.load(definition, Map.of()))
          .as(recording.get("id").textValue())
          .isInstanceOf(InvalidDefinitionException.class);
    }
  }

  /** A single Task with a mocked error, for which AWS returned the next state or a retry. */
  @Test
  void singleTasks_withMockedError_shouldBeCaughtOrRetriedAsOnAws() throws IOException {
    int replayed = 0;
    for (JsonNode recording : recordings("teststate.json")) {
      if (recording.at("/request/definition/Type").asText().equals("Task")) {
        assertThat(SingleTask.differences(recording)).as(recording.get("id").textValue()).isEmpty();
        replayed++;
      }
    }
    assertThat(replayed).isEqualTo(10);
  }

  /** Replays a call of the operation TestState as an execution of a state machine with one Task. */
  private static final class SingleTask {

    static List<String> differences(JsonNode recording) {
      JsonNode request = recording.get("request");
      JsonNode response = recording.get("response");
      JsonNode mock = request.at("/mock/errorOutput");
      ObjectNode definition =
          StateData.object().put("StartAt", "StateName").put("QueryLanguage", "JSONata");
      ObjectNode states = definition.putObject("States");
      states.set("StateName", request.get("definition"));
      request
          .at("/definition/Catch")
          .forEach(
              catcher -> states.putObject(catcher.get("Next").textValue()).put("Type", "Succeed"));
      TaskRunner failing =
          (resource, arguments) -> {
            throw new StateFailedException(
                mock.get("error").textValue(), mock.get("cause").textValue());
          };
      FakeTime time = new FakeTime();
      ExecutionServices services =
          new ExecutionServices(failing, (bucket, key) -> new byte[0], time, new Random(1));
      StateExecutionRecorder recorder = new StateExecutionRecorder();
      ObjectNode actual = StateData.object();
      try {
        StateMachine machine = StateMachine.load(definition.toString(), Map.of());
        ExecutionContext context =
            ExecutionContext.of(
                services,
                MACHINE,
                "arn",
                "one",
                request.get("input"),
                new History(time, recorder),
                run -> {});
        JsonNode output = machine.execute(context, request.get("input"));
        actual.put("status", "CAUGHT_ERROR").set("output", output);
        actual.put("nextState", recorder.executions().get(1).get("name").textValue());
      } catch (StateFailedException error) {
        actual.put("status", "FAILED").setAll(error.details());
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      List<String> differences = new ArrayList<>();
      if (response.get("status").textValue().equals("RETRIABLE")) {
        int retryCount = request.at("/stateConfiguration/retrierRetryCount").intValue();
        long delay = time.sleeps().get(retryCount).toSeconds();
        compare(
            "delay",
            response.at("/inspectionData/errorDetails/retryBackoffIntervalSeconds"),
            LongNode.valueOf(delay),
            differences);
      } else {
        actual
            .fieldNames()
            .forEachRemaining(
                name -> compare(name, response.path(name), actual.get(name), differences));
      }
      return differences;
    }
  }

  private JsonNode recordings(String file) throws IOException {
    return StateData.MAPPER.readTree(folder.resolveSibling(file).toFile());
  }

  /**
   * Adds the differences between two values. Numbers are compared by value. AWS's note with an
   * event ID is ignored.
   */
  private static void compare(
      String path, JsonNode recorded, JsonNode actual, List<String> differences) {
    if (recorded.isNumber() && actual.isNumber()) {
      if (recorded.doubleValue() != actual.doubleValue()) {
        differences.add(path + ": " + recorded + " but was " + actual);
      }
    } else if (recorded.isTextual() && actual.isTextual()) {
      String expected = recorded.textValue();
      if (!expected.equals("@ignore")
          && !withoutEventId(expected).equals(withoutEventId(actual.textValue()))) {
        differences.add(path + ": " + recorded + " but was " + actual);
      }
    } else if (recorded.isObject() && actual.isObject()) {
      ObjectNode all = StateData.object().setAll((ObjectNode) recorded);
      all.setAll((ObjectNode) actual);
      all.fieldNames()
          .forEachRemaining(
              name ->
                  compare(path + "/" + name, recorded.path(name), actual.path(name), differences));
    } else if (recorded.isArray() && actual.isArray() && recorded.size() == actual.size()) {
      for (int i = 0; i < recorded.size(); i++) {
        compare(path + "[" + i + "]", recorded.get(i), actual.get(i), differences);
      }
    } else if (!recorded.equals(actual)) {
      differences.add(path + ": " + recorded + " but was " + actual);
    }
  }

  private static String withoutEventId(String text) {
    return text.replaceAll(" \\(entered at the event id #\\d+\\)", "");
  }
}
