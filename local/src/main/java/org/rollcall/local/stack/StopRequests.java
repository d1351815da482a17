package org.rollcall.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollcall.id.JobId;
import org.rollcall.json.Json;
import org.rollcall.time.SystemClock;

/**
 * Requests to stop a job that another process runs on a data folder. A request is an empty file
 * {@code stop-<job ID>} beside the lock. The process that runs the job takes the request by
 * deleting the file, and then stops the job.
 */
public final class StopRequests {

  static final String PREFIX = "stop-";
  private static final long POLL_MILLIS = 50;

  private final Path folder;

  /**
   * @param folder a data folder, which another process may have locked
   */
  public StopRequests(Path folder) {
    this.folder = folder;
  }

  /**
   * The status of a job's execution, such as {@code RUNNING}, as its process has written it. Empty
   * if there is no such execution.
   */
  public Optional<String> status(JobId jobId) {
    Path file = folder.resolve("executions").resolve(jobId.value()).resolve("execution.json");
    try {
      return Optional.of(
          Json.read(Files.readAllBytes(file), JsonNode.class).path("status").asText());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Asks the process that runs a job to stop it, and waits until the job's execution has ended.
   *
   * @return false if no process has taken the request within the timeout
   * @throws DataFolderException if the request cannot be written
   */
  public boolean stop(JobId jobId, Duration timeout) throws InterruptedException {
    Path request = folder.resolve(PREFIX + jobId);
    try {
      Files.deleteIfExists(request);
      OwnerOnlyFiles.createFile(request);
      Instant end = SystemClock.INSTANCE.instant().plus(timeout);
      while (isRunning(jobId) && SystemClock.INSTANCE.instant().isBefore(end)) {
        Thread.sleep(POLL_MILLIS);
      }
      return !Files.deleteIfExists(request);
    } catch (IOException e) {
      throw new DataFolderException(
          e, DataFolderError.DATA_FOLDER_NOT_WRITABLE, folder, DataFolder.reason(e));
    }
  }

  private boolean isRunning(JobId jobId) {
    return status(jobId).filter("RUNNING"::equals).isPresent();
  }

  /** The jobs for which there are requests. */
  public List<JobId> pending() {
    List<JobId> jobs = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
      for (Path file : files) {
        JobId.parse(file.getFileName().toString().substring(PREFIX.length())).ifPresent(jobs::add);
      }
      return jobs;
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Takes a request, and returns whether it was still there. */
  public boolean take(JobId jobId) {
    try {
      return Files.deleteIfExists(folder.resolve(PREFIX + jobId));
    } catch (IOException e) {
      return false;
    }
  }

  /** Deletes the requests of commands that were killed. No process may run a job. */
  void deleteAll() {
    pending().forEach(this::take);
  }
}
