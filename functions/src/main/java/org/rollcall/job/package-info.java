/**
 * The accepted job and its ledger: the objects of a job's folder, from which the report is made.
 */
@NullMarked
package org.rollcall.job;

import org.jspecify.annotations.NullMarked;
