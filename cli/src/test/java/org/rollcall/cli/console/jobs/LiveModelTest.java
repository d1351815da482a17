package org.rollcall.cli.console.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.cli.console.web.View;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The part of a job's page that changes while the job runs. */
class LiveModelTest {

  private static final StateGraph JOBS =
      StateGraph.ofJobs(Path.of(System.getProperty("rollcall.home")));

  @ParameterizedTest
  @CsvSource({"3, 1, 33", "1000, 999, 99", "100000, 400, 0", "1234567, 1000000, 81"})
  void progress_ofAnyNumberOfMembers_shouldBeANumberForTheBrowser(
      int members, int done, String percent) {
    ExecutionState execution =
        new ExecutionState(
            "arn",
            ExecutionStatus.RUNNING,
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty(),
            "",
            "{}");
    JobObserver.View view =
        new JobObserver.View(
            Optional.of(execution),
            Optional.empty(),
            ChunkCounts.NONE,
            members,
            done,
            0,
            Optional.empty(),
            List.of(),
            false,
            List.of());

    assertThat(View.of(JobPages.class, "live.html").render(LiveModel.of(view, JOBS)))
        .contains("<progress max=\"100\" value=\"" + percent + "\"");
  }
}
