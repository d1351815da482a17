package org.rollcall.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.cli.CommandResult;
import org.rollcall.cli.LeaversFolder;
import org.rollcall.cli.RollcallProcess;

/**
 * {@code kill -9} of {@code ./rollcall run} and of its retries at random moments. {@code
 * -Drollcall.kills=50} sets the number of kills.
 */
class KilledRunTest {

  private static final int KILLS = Integer.getInteger("rollcall.kills", 3);

  /** How often a job and its retries are killed before the last retry runs to its end. */
  private static final int KILLS_PER_JOB = Math.min(KILLS, 5);

  /** The steps of a run before its first page: the start and the acceptance. */
  private static final int FIRST_STEPS = 2;

  /** The exit code of a process that SIGKILL ended. */
  private static final int KILLED = 128 + 9;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path temp;

  static LeaversFolder.End expected;
  static Map<String, List<String>> expectedRows;
  static int expectedWork;

  private int kills;
  private int repeated;
  private int inProgress;
  private int moreRetries;

  @BeforeAll
  static void runWithoutKills() throws IOException {
    LeaversFolder leavers = LeaversFolder.create(temp.resolve("without-kills"));
    CommandResult.run("run", job(), "--data", leavers.folder());
    expectedWork = leavers.work();
    expected = leavers.end();
    expectedRows = leavers.rows(leavers.jobs().get(0));
  }

  @Test
  void run_thatIsKilledAtRandomMoments_shouldHaveTheSameResultAfterItsRetries(TestReporter reporter)
      throws IOException {
    assertThat(expected.repeated()).isZero();
    for (long seed = 1; kills < KILLS; seed++) {
      runWithKills(
          LeaversFolder.create(temp.resolve("killed-" + seed)), new SplittableRandom(seed));
      reporter.publishEntry(
          "killed",
          "%d times; %d of %d letters in progress were sent twice; %d jobs needed one more retry"
              .formatted(kills, repeated, inProgress, moreRetries));
    }
  }

  private void runWithKills(LeaversFolder leavers, SplittableRandom random) throws IOException {
    String next = LeaversFolder.JOB;
    int inProgressBefore = inProgress;
    for (int i = 0; i < KILLS_PER_JOB; i++) {
      int known = leavers.jobs().size();
      double share = random.nextDouble() / (KILLS_PER_JOB - i);
      int moment =
          leavers.progress() + 1 + (int) (share * (expectedWork - leavers.work() + FIRST_STEPS));
      RollcallProcess process = RollcallProcess.start(next, "run", "-", "--data", leavers.folder());
      while (process.isAlive() && leavers.progress() < moment) {
        LockSupport.parkNanos(1_000_000);
      }
      process.kill();
      kills += process.await().exitCode() == KILLED ? 1 : 0;
      inProgress += leavers.lettersInProgress();
      if (leavers.jobs().size() > known) {
        next = nextInput(leavers, leavers.jobs().get(known), next, random.nextBoolean());
      }
    }
    runToTheEnd(leavers, next);
    assertSameEnd(leavers, inProgress - inProgressBefore);
  }

  /** On a slow machine, the response of SES may be lost, so that one more retry is needed. */
  private void runToTheEnd(LeaversFolder leavers, String input) throws IOException {
    Path file = Files.writeString(temp.resolve("last.json"), input);
    JsonNode report = CommandResult.run("run", file, "--data", leavers.folder(), "--json").json();
    if (report.path("status").asText().equals("COMPLETED_FAILED")) {
      moreRetries++;
      Files.writeString(file, retryOf(report.path("job_id").asText()));
      report = CommandResult.run("run", file, "--data", leavers.folder(), "--json").json();
    }
    assertThat(report.path("status").asText())
        .startsWith("COMPLETED_")
        .isNotEqualTo("COMPLETED_FAILED");
  }

  private static String retryOf(String job) {
    return "{\"initiated_by\": \"user.manager\", \"retry\": \"" + job + "\"}";
  }

  /** The next input after a job was killed: its retry, or the same input if it was not accepted. */
  private static String nextInput(LeaversFolder leavers, String job, String input, boolean rebuild)
      throws IOException {
    String retry = retryOf(job);
    if (leavers.isAccepted(job)) {
      if (rebuild) {
        CommandResult report =
            CommandResult.run("report", job, "--rebuild", "--data", leavers.folder());
        assertThat(report.exitCode()).isZero();
      }
      return retry;
    }
    Path file = Files.writeString(temp.resolve("early.json"), retry);
    CommandResult rejected = CommandResult.run("run", file, "--data", leavers.folder());
    assertThat(rejected.exitCode()).isEqualTo(2);
    assertThat(rejected.err()).contains("retry: ");
    return input;
  }

  private void assertSameEnd(LeaversFolder leavers, int mayBeRepeated) {
    Map<String, List<String>> rows = new HashMap<>();
    for (String job : leavers.jobs()) {
      if (leavers.isAccepted(job)) {
        if (!leavers.isReported(job)) {
          CommandResult.run("report", job, "--rebuild", "--data", leavers.folder());
        }
        rows.putAll(leavers.rows(job));
      }
    }
    assertThat(rows).as("the reports in %s", leavers.folder()).isEqualTo(expectedRows);

    LeaversFolder.End end = leavers.end();
    assertThat(end.records()).isEqualTo(expected.records());
    assertThat(end.letters().keySet()).isEqualTo(expected.letters().keySet());
    assertThat(end.refused()).isEmpty();
    assertThat(end.repeated())
        .as("letters that were sent twice, although they were not in progress at a kill")
        .isLessThanOrEqualTo(mayBeRepeated);
    repeated += end.repeated();
  }

  private static Path job() throws IOException {
    return Files.writeString(temp.resolve("leavers.json"), LeaversFolder.JOB);
  }
}
