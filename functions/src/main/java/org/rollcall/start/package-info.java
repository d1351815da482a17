/** Starts jobs for callers that AWS has authenticated, and so verifies {@code initiated_by}. */
@NullMarked
package org.rollcall.start;

import org.jspecify.annotations.NullMarked;
