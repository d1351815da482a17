package org.rollcall.local.aws;

import static java.util.Objects.requireNonNull;

import org.rollcall.lambda.Wiring;

/**
 * A stack with the sample institution in it, as AWS's own clients see it.
 *
 * @param wiring the clients of its table, its bucket and its mail
 * @param jobs its state machine
 * @param jobsWithoutUpdates the same state machine, where the function UpdateUser is not there
 * @param end takes the stack away
 */
record DeployedStack(Wiring wiring, JobRunner jobs, JobRunner jobsWithoutUpdates, Runnable end) {
  DeployedStack {
    requireNonNull(wiring, "wiring is null");
    requireNonNull(jobs, "jobs is null");
    requireNonNull(jobsWithoutUpdates, "jobsWithoutUpdates is null");
    requireNonNull(end, "end is null");
  }
}
