package org.rollcall.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.cli.CommandResult;
import org.rollcall.cli.LeaversFolder;
import org.rollcall.cli.RollcallProcess;
import org.rollcall.cli.command.StopSignal;
import org.rollcall.error.Reason;

/** {@code ./rollcall run} after a signal, such as Ctrl-C. */
class StoppedRunTest {

  private static final int MAX_JOBS = 4;

  @TempDir Path temp;

  @Test
  void run_thatIsStopped_shouldFinishItsWorkInProgressAndPrintTheRetry() {
    LeaversFolder leavers;
    CommandResult stopped;
    int jobs = 0;
    // On an overloaded machine, a job may end before this process can stop it.
    do {
      leavers = LeaversFolder.create(temp.resolve("data" + jobs));
      stopped = stoppedRun(leavers);
    } while (stopped.out().contains("COMPLETED") && ++jobs < MAX_JOBS);

    assertThat(stopped.exitCode()).isEqualTo(1);
    assertThat(stopped.err())
        .contains("Stopping the job after the users and letters in progress.")
        .doesNotContain("\tat ", "Exception");
    assertThat(stopped.out()).contains("USER_ABORTED: Stopped", "users not reached");
    String job = leavers.jobs().get(0);
    assertThat(leavers.lettersInProgress()).as("letters in progress").isZero();
    assertThat(leavers.rows(job).values())
        .extracting(row -> row.get(2))
        .as("reasons")
        .doesNotContain(Reason.IN_HAND.name());
    String command =
        stopped.lines().stream()
            .filter(line -> line.startsWith("./rollcall "))
            .findFirst()
            .orElseThrow();
    assertThat(command)
        .isEqualTo("./rollcall retry %s --as user.manager --data %s", job, leavers.folder());

    RollcallProcess retry =
        RollcallProcess.start(
            "", (Object[]) (command + " --json").replace("./rollcall ", "").split(" "));
    JsonNode report = retry.await().json();

    assertThat(report.path("status").asText()).isEqualTo("COMPLETED_WARNING");
    assertThat(report.path("retry_of").asText()).isEqualTo(job);
    LeaversFolder.End end = leavers.end();
    assertThat(end.repeated()).as("letters that were sent twice").isZero();
    assertThat(end.letters()).hasSize(LeaversFolder.COUNT - 2 * LeaversFolder.COUNT / 10);
    assertThat(end.refused()).isEmpty();
    assertThat(end.records().values())
        .filteredOn(record -> !record.contains("user.manager"))
        .hasSize(LeaversFolder.COUNT)
        .allSatisfy(record -> assertThat(record).contains("INTERNAL").doesNotContain("EXTERNAL"));
  }

  /** Runs the job, and stops it after the first users and letters. */
  private static CommandResult stoppedRun(LeaversFolder leavers) {
    RollcallProcess process =
        RollcallProcess.start(LeaversFolder.JOB, "run", "-", "--data", leavers.folder());
    while (process.isAlive() && leavers.progress() < 40) {
      LockSupport.parkNanos(1_000_000);
    }
    process.terminate();
    return process.await();
  }

  @Test
  void secondSignal_shouldEndTheProcessImmediately() {
    RollcallProcess process = RollcallProcess.start(StopForever.class, "");
    while (process.isAlive() && !process.out().contains("watching")) {
      LockSupport.parkNanos(1_000_000);
    }
    process.terminate();
    while (process.isAlive() && !process.out().contains("received")) {
      LockSupport.parkNanos(1_000_000);
    }
    process.terminate();

    assertThat(process.await().exitCode()).isEqualTo(128 + 15);
  }

  /** A program that never ends after its first signal. */
  static final class StopForever {

    private StopForever() {}

    @SuppressWarnings("SystemOut") // The lines are what the test reads.
    public static void main(String[] arguments) throws InterruptedException {
      try (StopSignal signal = StopSignal.watch()) {
        System.out.println("watching");
        while (!signal.isReceived()) {
          LockSupport.parkNanos(1_000_000);
        }
        System.out.println("received");
        new CountDownLatch(1).await();
      }
    }
  }
}
