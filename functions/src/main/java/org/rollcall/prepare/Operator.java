package org.rollcall.prepare;

import static java.util.Objects.requireNonNull;

import org.rollcall.user.PrimaryId;

/**
 * Whoever starts a job.
 *
 * @param id as the record has it
 * @param isAdministrator whether this is a User Administrator, of whom administrators get new
 *     passwords and addresses
 */
record Operator(PrimaryId id, boolean isAdministrator) {
  Operator {
    requireNonNull(id, "id is null");
  }
}
