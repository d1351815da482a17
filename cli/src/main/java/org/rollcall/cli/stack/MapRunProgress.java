package org.rollcall.cli.stack;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.id.JobId;
import org.rollcall.job.JobFolder;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.MapRunItemCounts;

/** Tells how far a job is from the counts of its map run, whose items are the job's chunks. */
final class MapRunProgress implements JobProgress {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private final SfnClient states;
  private final String executionArn;
  private final JobFolder folder;
  private Optional<String> mapRunArn = Optional.empty();
  private Optional<Integer> members = Optional.empty();
  private Instant nextLook = Instant.MIN;

  MapRunProgress(SfnClient states, String executionArn, Bucket bucket, JobId jobId) {
    this.states = requireNonNull(states, "states is null");
    this.executionArn = requireNonNull(executionArn, "executionArn is null");
    this.folder = new JobFolder(bucket, jobId);
  }

  @Override
  public Optional<Count> look() {
    if (Instant.now().isBefore(nextLook)) {
      return Optional.empty();
    }
    nextLook = Instant.now().plus(BETWEEN_LOOKS);
    if (mapRunArn.isEmpty()) {
      mapRunArn =
          states.listMapRuns(of -> of.executionArn(executionArn)).mapRuns().stream()
              .map(run -> run.mapRunArn())
              .findFirst();
    }
    if (mapRunArn.isPresent() && members.isEmpty()) {
      members = folder.findJob().map(job -> job.set().members());
    }
    return mapRunArn.flatMap(arn -> members.map(all -> count(all, arn)));
  }

  private Count count(int all, String arn) {
    return count(all, states.describeMapRun(of -> of.mapRunArn(arn)).itemCounts());
  }

  /** All chunks have as many members, but the last. */
  static Count count(int members, MapRunItemCounts chunks) {
    long failed = chunks.failed() + chunks.timedOut() + chunks.aborted();
    long ended = chunks.succeeded() + failed;
    long size = chunks.total() == 0 ? 0 : (members + chunks.total() - 1) / chunks.total();
    return new Count(
        members,
        (int) Math.min(members, ended * size),
        ended
            + " of "
            + chunks.total()
            + " chunks ended, "
            + chunks.running()
            + " at work, "
            + failed
            + " failed");
  }
}
