/**
 * The accepted job and its ledger: the objects of a job's folder, from which the report is made.
 */
package org.rollcall.job;
