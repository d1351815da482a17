package org.rollcall.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.delivery.Deliveries;
import org.rollcall.job.Job;
import org.rollcall.job.LedgerSnapshot;
import org.rollcall.start.Executions;

/**
 * When a step of a job was done. The times are those at which the objects in the job's folder were
 * written.
 *
 * @param first when the first object of the step was written
 * @param last when the last one was written
 */
public record TimelineStep(Step step, Instant first, Instant last) {

  /** The steps of a job. */
  public enum Step {
    STARTED,
    PREPARED,
    USERS,
    LETTERS,
    ENDED,
    DELIVERIES
  }

  private static TimelineStep at(Step step, Instant time) {
    return new TimelineStep(step, time, time);
  }

  /**
   * The steps that have times, in their order.
   *
   * @param ended the end of the job
   */
  static List<TimelineStep> of(
      Job job, LedgerSnapshot ledger, Deliveries deliveries, Instant ended) {
    // S3 has another clock, and rounds to seconds.
    Instant earliest = job.execution().started().minusSeconds(1);
    // An erasure writes objects again. Later times say nothing about the job.
    Instant latest = ended.plus(Executions.DRAIN_TIME);
    Stream<Instant> users =
        ledger.outcomeTimes().entrySet().stream()
            .filter(page -> page.getKey() > 0)
            .map(Map.Entry::getValue);
    List<TimelineStep> steps = new ArrayList<>();
    steps.add(at(Step.STARTED, job.execution().started()));
    Optional.ofNullable(ledger.outcomeTimes().get(0))
        .flatMap(time -> of(Step.PREPARED, Stream.of(time), earliest, latest))
        .ifPresent(steps::add);
    of(Step.USERS, users, earliest, latest).ifPresent(steps::add);
    of(Step.LETTERS, ledger.letterTimes().values().stream(), earliest, latest)
        .ifPresent(steps::add);
    steps.add(at(Step.ENDED, ended));
    of(Step.DELIVERIES, deliveries.times().stream(), earliest, Instant.MAX).ifPresent(steps::add);
    return steps;
  }

  private static Optional<TimelineStep> of(
      Step step, Stream<Instant> times, Instant earliest, Instant latest) {
    Collection<Instant> inJob =
        times.filter(time -> !time.isBefore(earliest) && !time.isAfter(latest)).toList();
    return inJob.stream()
        .min(Comparator.naturalOrder())
        .map(
            first ->
                new TimelineStep(
                    step, first, inJob.stream().max(Comparator.naturalOrder()).orElseThrow()));
  }
}
