/** Starts jobs for callers that AWS has authenticated, so that {@code initiated_by} is verified. */
@NullMarked
package org.rollcall.start;

import org.jspecify.annotations.NullMarked;
