/**
 * Starts jobs for callers that AWS has authenticated, and so verifies {@code initiated_by}. {@link
 * org.rollcall.start.Executions} is the client of Step Functions.
 */
package org.rollcall.start;
