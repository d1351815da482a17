package org.rollcall.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the list of jobs says about undos. */
class JobTableTest {

  private static JobSummary job(
      String id, String status, String action, Optional<String> undoOf, Optional<String> undoneBy) {
    return new JobSummary(
        id,
        Instant.parse("2026-11-22T10:00:00Z"),
        Optional.of("Leavers"),
        Optional.of("run"),
        List.of("mlibrarian"),
        status,
        Optional.of(5),
        Optional.of(5),
        Optional.of(0),
        undoOf,
        undoneBy,
        false,
        List.of(new NextCommand(action, "To go on", "./rollcall " + action)));
  }

  /** The undo {@code u1} was continued or retried by {@code u2}. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "COMPLETED_PARTIAL | continue | COMPLETED_SUCCESS | diff     | undone in part by u1",
        "COMPLETED_PARTIAL | diff     | COMPLETED_FAILED  | retry    | undone in part by u1",
        "COMPLETED_PARTIAL | diff     | RUNNING           | stop     | undone in part by u1",
        "COMPLETED_PARTIAL | diff     | COMPLETED_SUCCESS | diff     | undone by u1",
        "COMPLETED_WARNING | retry    | COMPLETED_WARNING | retry    | undone by u1",
      })
  void undo_shouldBeInPartWhileMembersRemain(
      String status, String action, String laterStatus, String laterAction, String text) {
    List<String> lines =
        new JobTable(
                List.of(
                    job("u2", laterStatus, laterAction, Optional.of("j1"), Optional.empty()),
                    job("u1", status, action, Optional.of("j1"), Optional.empty()),
                    job("j2", "COMPLETED_FAILED", "diff", Optional.empty(), Optional.of("u1")),
                    job("j1", "COMPLETED_SUCCESS", "diff", Optional.empty(), Optional.of("u1"))))
            .lines();

    assertThat(lines.subList(3, 5)).allSatisfy(line -> assertThat(line).contains("  " + text));
    assertThat(lines.get(1)).contains("  undoes j1");
  }
}
