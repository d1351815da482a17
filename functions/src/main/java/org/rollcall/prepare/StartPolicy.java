package org.rollcall.prepare;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Supplier;
import org.rollcall.error.Faults;
import org.rollcall.job.InputDigest;
import org.rollcall.job.StartRecord;

/**
 * How jobs may be started. Whoever may start executions can name anybody as {@code initiated_by}; a
 * stack may want that name proven.
 *
 * @param isByIdentityOnly whether only those are let in that {@code StartJob} has started, which
 *     knows the caller
 * @param scheduledJob the input that is let in all the same, since the stack itself starts it
 */
public record StartPolicy(boolean isByIdentityOnly, Optional<JsonNode> scheduledJob) {

  /** Every job is let in, whoever has started it. */
  public static final StartPolicy OPEN = new StartPolicy(false, Optional.empty());

  public StartPolicy {
    requireNonNull(scheduledJob, "scheduledJob is null");
  }

  /**
   * Notes why a job is not let in.
   *
   * @param start what is known of the job's start; asked only where it matters
   */
  void check(JobPreparation.Request request, Supplier<Optional<StartRecord>> start, Faults faults) {
    if (!isByIdentityOnly || isScheduled(request.input())) {
      return;
    }
    Optional<StartRecord> record = start.get();
    if (record.isEmpty()) {
      faults.add(
          "initiated_by",
          "is not proven, and this stack takes proven names only: start the job through the"
              + " function StartJob");
    } else if (!record.get().isOf(request.input(), request.started())) {
      faults.add(
          "initiated_by",
          "was proven for another input, or for a job that should have started at another time:"
              + " start the job through the function StartJob anew");
    }
  }

  private boolean isScheduled(JsonNode input) {
    return scheduledJob
        .filter(job -> InputDigest.of(job).equals(InputDigest.of(input)))
        .isPresent();
  }
}
