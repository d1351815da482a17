package org.rollcall.prepare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Supplier;
import org.rollcall.error.Faults;
import org.rollcall.job.InputDigest;
import org.rollcall.job.StartRecord;

/**
 * Decides which executions a stack accepts as jobs. Anyone who may start executions can write any
 * user into {@code initiated_by}. A stack can therefore require that {@code StartJob} has verified
 * the user. See D-069.
 *
 * @param requiresVerifiedOperator whether only {@code StartJob} may start jobs
 * @param scheduledJob the input of the stack's own scheduled job, which is always accepted. See
 *     D-073.
 * @param isScheduledJobExempt whether the scheduled job needs no second person. See D-164.
 */
public record StartPolicy(
    boolean requiresVerifiedOperator,
    Optional<JsonNode> scheduledJob,
    boolean isScheduledJobExempt) {

  /** Accepts every execution. */
  public static final StartPolicy OPEN = new StartPolicy(false, Optional.empty(), false);

  /**
   * Adds an error if the execution is not accepted.
   *
   * @param start finds the record that {@code StartJob} wrote; called only if the record is
   *     required
   */
  void check(JobPreparation.Request request, Supplier<Optional<StartRecord>> start, Faults faults) {
    if (!requiresVerifiedOperator || isScheduled(request.input())) {
      return;
    }
    Optional<StartRecord> record = start.get();
    if (record.isEmpty()) {
      faults.add("initiated_by", JobError.OPERATOR_NOT_VERIFIED);
    } else if (!record.get().matches(request.input(), request.started())) {
      faults.add("initiated_by", JobError.OTHER_START_VERIFIED);
    }
  }

  /** Whether an input needs no second person, although {@code institution.json} may ask for one. */
  boolean isExempt(JsonNode input) {
    return isScheduledJobExempt && isScheduled(input);
  }

  private boolean isScheduled(JsonNode input) {
    return scheduledJob
        .filter(job -> InputDigest.of(job).equals(InputDigest.of(input)))
        .isPresent();
  }
}
