package org.rollcall.cli.console.jobs;

import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeMapRunResponse;
import software.amazon.awssdk.services.sfn.model.MapRunItemCounts;
import software.amazon.awssdk.services.sfn.model.MapRunListItem;
import software.amazon.awssdk.services.sfn.model.MapRunStatus;

/**
 * How many chunks of a job have come how far.
 *
 * @param total all chunks; 0 if their processing has not begun
 * @param running chunks that are being processed
 * @param ended chunks that succeeded or failed; not those that were stopped with their job
 * @param failed chunks that failed, whose members were not reached
 * @param updated chunks whose members were processed
 * @param notified chunks whose letters were sent
 * @param isRunning whether chunks are still being processed
 */
record ChunkCounts(
    int total, int running, int ended, int failed, int updated, int notified, boolean isRunning) {

  static final ChunkCounts NONE = new ChunkCounts(0, 0, 0, 0, 0, 0, false);

  /** Reads the counts from the map run of an execution. */
  static ChunkCounts read(SfnClient states, String executionArn, int updated, int notified) {
    Optional<DescribeMapRunResponse> found =
        states.listMapRuns(request -> request.executionArn(executionArn)).mapRuns().stream()
            .findFirst()
            .map(MapRunListItem::mapRunArn)
            .map(arn -> states.describeMapRun(request -> request.mapRunArn(arn)));
    if (found.isEmpty()) {
      return NONE;
    }
    MapRunItemCounts counts = found.get().itemCounts();
    long failed = counts.failed() + counts.timedOut();
    return new ChunkCounts(
        counts.total().intValue(),
        counts.running().intValue(),
        (int) (counts.succeeded() + failed),
        (int) failed,
        updated,
        notified,
        found.get().status() == MapRunStatus.RUNNING);
  }

  /**
   * About how many members were processed. All chunks except the last have the same size.
   *
   * @param members all members that are to be processed
   */
  int members(int members) {
    if (total == 0) {
      return 0;
    }
    long size = (members + total - 1L) / total;
    return updated >= total ? members : (int) Math.min(members, updated * size);
  }
}
