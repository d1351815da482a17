package org.rollcall.local.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.rollcall.local.states.execution.S3Objects;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.execution.TaskRunner;
import org.rollcall.local.states.expression.StateData;

/** The project's own state machine with fake functions. */
class UpdateNotifyUsersTest {

  private final StateMachineFixture machine = new StateMachineFixture(this::invoke);
  private final Queue<String> calls = new ConcurrentLinkedQueue<>();
  private final Queue<JsonNode> notifications = new ConcurrentLinkedQueue<>();

  private JsonNode invoke(String function, JsonNode payload) throws StateFailedException {
    calls.add(function);
    return switch (function) {
      case "prepare" -> prepared(payload);
      case "update" -> updated(payload);
      case "notify" -> {
        notifications.add(payload);
        yield StateMachineFixture.parse("{}");
      }
      case "report" ->
          StateMachineFixture.parse(
              "{'counters': {'not_reached': %d}}".formatted(calls.contains("broken") ? 1 : 0));
      default -> StateMachineFixture.parse("{}");
    };
  }

  private JsonNode prepared(JsonNode payload) throws StateFailedException {
    machine.time().advance(Duration.ofSeconds(7));
    if (payload.path("input").isEmpty()) {
      throw new StateFailedException(
          "org.rollcall.prepare.JobRejectedException",
          StateData.object().put("errorMessage", "{\"errors\":[]}").toString());
    }
    return StateMachineFixture.parse(
        "{'job_id': '%s', 'bucket': 'b', 'chunks': 'items', 'max_concurrency': 2}"
            .formatted(payload.path("job_id").textValue()));
  }

  private JsonNode updated(JsonNode payload) throws StateFailedException {
    if (payload.path("members").path(0).asText().equals("broken")) {
      calls.add("broken");
      throw new StateFailedException("Lambda.Unknown", "the function ran out of memory");
    }
    machine.time().advance(Duration.ofSeconds(3));
    return StateData.object().put("letters_due", payload.path("chunk").intValue());
  }

  private JsonNode run(String chunks, String input) throws StateFailedException, IOException {
    Path file =
        Path.of(
            System.getProperty("rollcall.home"), "statemachine", "update-notify-users.asl.json");
    String definition =
        Files.readString(file)
            .replace("${InvokeFunction}", TaskRunner.INVOKE_RESOURCE)
            .replace("${GetObject}", S3Objects.GET_RESOURCE);
    for (Map.Entry<String, String> function :
        Map.of(
                "PrepareJob",
                "prepare",
                "UpdateUser",
                "update",
                "NotifyUser",
                "notify",
                "ReportJob",
                "report")
            .entrySet()) {
      definition =
          definition.replace("${" + function.getKey() + "FunctionArn}", function.getValue());
    }
    return machine.withItems(StateMachineFixture.json(chunks)).runVerbatim(definition, input);
  }

  @Test
  void job_withSuccessfulChunks_shouldSucceedAndNotifyOnlyIfLettersAreDue() throws Exception {
    JsonNode output =
        run("[{'chunk': 0, 'members': ['a']}, {'chunk': 1, 'members': ['b']}]", "{'set': 's'}");

    assertThat(output).isEqualTo(StateMachineFixture.parse("{'counters': {'not_reached': 0}}"));
    assertThat(calls).containsExactlyInAnyOrder("prepare", "update", "update", "notify", "report");
  }

  @Test
  void notification_shouldReceiveTheUpdatesResultAndTheChunksStart() throws Exception {
    run("[{'chunk': 1, 'members': ['a']}]", "{'set': 's'}");

    assertThat(notifications)
        .containsExactly(
            StateMachineFixture.parse("{'letters_due': 1, 'started': '2026-11-22T10:00:07.000Z'}"));
  }

  @Test
  void job_withInvalidInput_shouldFailWithTheErrors() {
    StateFailedException error =
        catchThrowableOfType(StateFailedException.class, () -> run("[]", "{}"));

    assertThat(error.error()).contains("JobRejected");
    assertThat(error.cause()).contains("{\"errors\":[]}");
    assertThat(calls).containsExactly("prepare");
  }

  @Test
  void job_withFailingChunk_shouldProcessTheOthersReportAndFail() {
    StateFailedException error =
        catchThrowableOfType(
            StateFailedException.class,
            () ->
                run(
                    "[{'chunk': 0, 'members': ['broken']}, {'chunk': 1, 'members': ['b']}]",
                    "{'set': 's'}"));

    assertThat(error.error()).contains("UsersNotReached");
    assertThat(error.cause()).contains("{\"counters\":{\"not_reached\":1}}");
    assertThat(calls).contains("notify", "report");
  }
}
