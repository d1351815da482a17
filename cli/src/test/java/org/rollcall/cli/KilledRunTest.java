package org.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of {@code ./rollcall run} and of its retries, at any moment. {@code
 * -Drollcall.kills=50} makes it fifty kills.
 */
class KilledRunTest {

  private static final int KILLS = Integer.getInteger("rollcall.kills", 5);

  /** How often one job is killed, retries included, before it is let run to its end. */
  private static final int KILLS_OF_A_JOB = 5;

  /** How many letters may be between SES's answer and their mark when a process is killed. */
  private static final int LANES = 8;

  @TempDir static Path temp;
  static Leavers.End expected;
  static Map<String, List<String>> expectedRows;
  static int files;

  private int kills;
  private int repeated;

  @BeforeAll
  static void runUndisturbed() throws IOException {
    Leavers leavers = Leavers.in(temp.resolve("undisturbed"));
    int before = leavers.progress();
    Command.run("run", job(), "--data", leavers.folder());
    files = leavers.progress() - before;
    expected = leavers.end();
    expectedRows = leavers.rows(leavers.jobs().get(0));
  }

  @Test
  void runKilledAtAnyMoment_shouldComeToTheSameEndByItsRetries() throws IOException {
    assertThat(expected.repeated()).isZero();
    for (long seed = 1; kills < KILLS; seed++) {
      killed(Leavers.in(temp.resolve("killed-" + seed)), new Random(seed));
    }
    System.out.println(kills + " kills, " + repeated + " letters came twice");
    assertThat(repeated).isLessThanOrEqualTo(LANES * kills);
  }

  private void killed(Leavers leavers, Random random) throws IOException {
    String next = Leavers.JOB;
    for (int i = 0; i < KILLS_OF_A_JOB; i++) {
      int known = leavers.jobs().size();
      int moment =
          leavers.progress()
              + 1
              + (int)
                  ((i + random.nextDouble()) / KILLS_OF_A_JOB * (files - leavers.progress() - 10));
      RollcallProcess process = RollcallProcess.start(next, "run", "-", "--data", leavers.folder());
      while (process.isAlive() && leavers.progress() < moment) {
        LockSupport.parkNanos(1_000_000);
      }
      process.kill();
      Command ended = process.await();
      kills += ended.exitCode() == 137 ? 1 : 0;
      if (leavers.jobs().size() > known) {
        next = afterwards(leavers, leavers.jobs().get(known), next, random.nextBoolean());
      }
    }
    Path input = Files.writeString(temp.resolve("last.json"), next);
    assertThat(Command.run("run", input, "--data", leavers.folder()).exitCode()).isZero();
    assertSameEnd(leavers);
  }

  /** What is started after a job was killed: its retry, or the same again if it was too early. */
  private static String afterwards(Leavers leavers, String job, String input, boolean rebuild)
      throws IOException {
    String retry = "{\"initiated_by\": \"user.manager\", \"retry\": \"" + job + "\"}";
    if (leavers.isAccepted(job)) {
      if (rebuild) {
        Command report = Command.run("report", job, "--rebuild", "--data", leavers.folder());
        assertThat(report.exitCode()).isZero();
      }
      return retry;
    }
    Path file = Files.writeString(temp.resolve("early.json"), retry);
    Command rejected = Command.run("run", file, "--data", leavers.folder());
    assertThat(rejected.exitCode()).isEqualTo(2);
    assertThat(rejected.err()).contains("retry: names no job that was accepted");
    return input;
  }

  private void assertSameEnd(Leavers leavers) {
    Leavers.End end = leavers.end();
    assertThat(end.records()).isEqualTo(expected.records());
    assertThat(end.letters().keySet()).isEqualTo(expected.letters().keySet());
    assertThat(end.refused()).isEmpty();
    repeated += end.repeated();

    Map<String, List<String>> rows = new HashMap<>();
    for (String job : leavers.jobs()) {
      if (leavers.isAccepted(job)) {
        if (!leavers.isReported(job)) {
          Command.run("report", job, "--rebuild", "--data", leavers.folder());
        }
        rows.putAll(leavers.rows(job));
      }
    }
    assertThat(rows).isEqualTo(expectedRows);
  }

  private static Path job() throws IOException {
    return Files.writeString(temp.resolve("leavers.json"), Leavers.JOB);
  }
}
