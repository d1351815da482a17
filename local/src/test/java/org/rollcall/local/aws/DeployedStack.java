package org.rollcall.local.aws;

import org.rollcall.lambda.Wiring;

/**
 * A deployed stack with the sample institution.
 *
 * @param wiring the clients of its services
 * @param jobs its state machine
 * @param jobsWithoutUpdates the same state machine while it lacks the function UpdateUser
 * @param delete deletes the stack
 */
record DeployedStack(
    Wiring wiring, JobRunner jobs, JobRunner jobsWithoutUpdates, Runnable delete) {}
