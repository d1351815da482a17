package org.rollcall.cli.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.id.JobId;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.time.SystemClock;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.MapRunItemCounts;

/** Reads a job's progress from the item counts of its map run. The items are the job's chunks. */
final class MapRunProgress implements JobProgress {

  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final SfnClient states;
  private final String executionArn;
  private final JobFolder folder;
  private Optional<String> mapRunArn = Optional.empty();
  private Optional<Integer> members = Optional.empty();
  private Instant nextRead = Instant.MIN;

  MapRunProgress(SfnClient states, String executionArn, Bucket bucket, JobId jobId) {
    this.states = states;
    this.executionArn = executionArn;
    this.folder = new JobFolder(bucket, jobId);
  }

  @Override
  public Optional<Count> read() {
    if (SystemClock.INSTANCE.instant().isBefore(nextRead)) {
      return Optional.empty();
    }
    nextRead = SystemClock.INSTANCE.instant().plus(INTERVAL);
    if (mapRunArn.isEmpty()) {
      mapRunArn =
          states.listMapRuns(request -> request.executionArn(executionArn)).mapRuns().stream()
              .map(run -> run.mapRunArn())
              .findFirst();
    }
    if (mapRunArn.isPresent() && members.isEmpty()) {
      members = folder.findJob().map(Job::membersToProcess);
    }
    return mapRunArn.flatMap(arn -> members.map(size -> count(size, itemCounts(arn))));
  }

  private MapRunItemCounts itemCounts(String arn) {
    return states.describeMapRun(request -> request.mapRunArn(arn)).itemCounts();
  }

  /** Estimates the number of processed members. All chunks except the last have the same size. */
  static Count count(int members, MapRunItemCounts chunks) {
    long failed = chunks.failed() + chunks.timedOut() + chunks.aborted();
    long ended = chunks.succeeded() + failed;
    long chunkSize = chunks.total() == 0 ? 0 : (members + chunks.total() - 1) / chunks.total();
    return new Count(
        members,
        (int) Math.min(members, ended * chunkSize),
        ended
            + " of "
            + chunks.total()
            + " chunks ended, "
            + chunks.running()
            + " running, "
            + failed
            + " failed");
  }
}
