/**
 * The state "Report job": writes the report of a job, with the result of every member. {@link
 * org.rollcall.report.JobReporter} is the entry point.
 */
package org.rollcall.report;
