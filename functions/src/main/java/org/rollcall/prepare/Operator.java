package org.rollcall.prepare;

import org.rollcall.user.PrimaryId;

/**
 * The user who starts a job.
 *
 * @param id the primary ID in the spelling of the user's record
 * @param isAdministrator whether the user is a User Administrator; only this role may change the
 *     passwords and addresses of administrators
 */
record Operator(PrimaryId id, boolean isAdministrator) {}
