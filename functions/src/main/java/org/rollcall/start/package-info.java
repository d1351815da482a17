/** Starts jobs for callers that AWS has authenticated, and so verifies {@code initiated_by}. */
package org.rollcall.start;
