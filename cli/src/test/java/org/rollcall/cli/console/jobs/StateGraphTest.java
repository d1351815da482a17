package org.rollcall.cli.console.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.json.Json;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The picture of the state machine, and which of its states are marked. */
class StateGraphTest {

  private static final StateGraph JOBS =
      StateGraph.ofJobs(Path.of(System.getProperty("rollcall.home")));

  @Test
  void usualPath_shouldEndWithSuccess() {
    assertThat(JOBS.usualPath())
        .containsExactly(
            "Prepare job", "Update and notify users", "Report job", "All reached?", "Job done");
  }

  @Test
  void layers_shouldPutEachStateBelowThoseBeforeIt() throws Exception {
    StateGraph graph =
        StateGraph.parse(
            Json.MAPPER.readTree(
                """
                {"StartAt": "A", "States": {
                  "C": {"Type": "Succeed"},
                  "B": {"Type": "Pass", "Next": "C"},
                  "A": {"Type": "Choice", "Choices": [{"Next": "B"}], "Default": "C"},
                  "Unused": {"Type": "Pass", "Next": "C"}}}
                """));

    assertThat(graph.layers().toString()).isEqualTo("[[A], [B], [C]]");
  }

  @Test
  void loop_shouldBeDrawn() throws Exception {
    StateGraph graph =
        StateGraph.parse(
            Json.MAPPER.readTree(
                """
                {"StartAt": "A", "States": {
                  "A": {"Type": "Pass", "Next": "B"},
                  "B": {"Type": "Choice", "Choices": [{"Next": "A"}], "Default": "C"},
                  "C": {"Type": "Succeed"}}}
                """));

    assertThat(StateGraphSvg.of(graph, marks(graph, "RUNNING", "", 0, false)))
        .contains(">A</text>", ">B</text>", ">C</text>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RUNNING   |                 | 0  | false | Prepare job             | current",
        "RUNNING   |                 | 12 | true  | Update and notify users | current",
        "RUNNING   |                 | 12 | true  | Update users            | current",
        "RUNNING   |                 | 12 | false | Report job              | current",
        "SUCCEEDED |                 | 12 | false | Job done                | done",
        "FAILED    | JobRejected     | 0  | false | Job rejected            | failed",
        "FAILED    | UsersNotReached | 12 | false | Users not reached       | failed",
        "FAILED    | States.Runtime  | 0  | false | Prepare job             | failed",
        "ABORTED   |                 | 12 | false | Update and notify users | failed",
        "ABORTED   |                 | 5  | false | Report job              | failed",
        "TIMED_OUT |                 | 12 | true  | Update and notify users | failed"
      })
  void state_shouldBeMarked(
      String status, String error, int chunks, boolean isMapping, String state, String mark) {
    StateMarks marks = marks(JOBS, status, error == null ? "" : error, chunks, isMapping);

    assertThat(marks.marks()).containsEntry(state, mark);
    assertThat(marks.marks().values().stream().filter(found -> !found.equals("done")).distinct())
        .as("one kind of mark beside those of states that are done")
        .hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void counts_shouldBeAtTheMapAndItsTasks() {
    StateMarks marks = marks(JOBS, "RUNNING", "", 12, true);

    assertThat(marks.counts())
        .containsEntry("Update and notify users", "5 of 12 chunks ended")
        .containsEntry("Update users", "6 chunks done")
        .containsEntry("Notify users", "1 chunk done");
    assertThat(StateGraphSvg.of(JOBS, marks)).contains("5 of 12 chunks ended");
  }

  @Test
  void names_shouldBeText() throws Exception {
    StateGraph graph =
        StateGraph.parse(
            Json.MAPPER.readTree(
                "{\"StartAt\": \"<b>&\", \"States\": {\"<b>&\": {\"Type\": \"Succeed\"}}}"));

    assertThat(StateGraphSvg.of(graph, marks(graph, "RUNNING", "", 0, false)))
        .contains("&lt;b&gt;&amp;")
        .doesNotContain("<b>");
  }

  private static StateMarks marks(
      StateGraph graph, String status, String error, int chunks, boolean isMapping) {
    return StateMarks.of(
        graph,
        new ExecutionState(
            "arn",
            ExecutionStatus.fromValue(status),
            Instant.EPOCH,
            Optional.empty(),
            Optional.of(error).filter(name -> !name.isEmpty()),
            "",
            ""),
        new ChunkCounts(chunks, 2, 5, 0, 6, 1, isMapping));
  }
}
