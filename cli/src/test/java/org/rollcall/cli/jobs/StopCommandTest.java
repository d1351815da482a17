package org.rollcall.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.local.stack.DataFolder;
import picocli.CommandLine;

/** {@code rollcall stop} on a data folder that a process uses which does not run the job. */
class StopCommandTest {

  private static final String JOB = "20261122-160202-leavers-tynj";

  @TempDir Path data;

  @BeforeEach
  void writeExecution() throws IOException {
    write("RUNNING");
  }

  private void write(String status) throws IOException {
    Path folder = Files.createDirectories(data.resolve("executions").resolve(JOB));
    Files.writeString(folder.resolve("execution.json"), "{\"status\": \"" + status + "\"}");
  }

  /** The error of the command while a process uses the folder and takes no requests. */
  private CommandException stop(String job) {
    List<Exception> failures = new ArrayList<>();
    CommandLine command =
        new CommandLine(new StopCommand(Duration.ZERO))
            .setExecutionExceptionHandler(
                (e, failed, parsed) -> {
                  failures.add(e);
                  return 1;
                });
    Path lock = data.resolve("rollcall.lock");
    try {
      Files.createFile(lock);
      try (DataFolder folder = DataFolder.open(data)) {
        command.execute(job, "--data", folder.path().toString());
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return (CommandException) failures.get(0);
  }

  @Test
  void job_thatTheOtherProcessDoesNotRun_shouldBeReportedAndLeaveNoRequest() throws IOException {
    CommandException error = stop(JOB);

    assertThat(error.code()).isEqualTo(CommandError.JOB_NOT_STOPPED);
    assertThat(error).hasMessageContaining("does not run this job, or did not answer");
    assertThat(error.exitCode()).isEqualTo(1);
    try (var files = Files.list(data)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("stop-"));
    }
  }

  @Test
  void job_thatHasEndedOrIsUnknown_shouldBeNamed() throws IOException {
    assertThat(stop("no-such-job").code()).isEqualTo(CommandError.JOB_NOT_FOUND);
    Files.delete(data.resolve("rollcall.lock"));
    assertThat(stop("../" + JOB).code()).isEqualTo(CommandError.JOB_NOT_FOUND);
    Files.delete(data.resolve("rollcall.lock"));
    write("SUCCEEDED");

    CommandException ended = stop(JOB);

    assertThat(ended.code()).isEqualTo(CommandError.JOB_ALREADY_ENDED);
    assertThat(ended).hasMessageContaining("./rollcall report " + JOB + " --data " + data);
    assertThat(ended.exitCode()).isEqualTo(2);
  }

  @Test
  void requestOfAKilledCommand_shouldBeDeletedWhenTheFolderIsOpened() throws IOException {
    Path request = Files.createFile(data.resolve("stop-" + JOB));
    Files.createFile(data.resolve("rollcall.lock"));

    DataFolder.open(data).close();

    assertThat(request).doesNotExist();
  }
}
