/** Starts jobs for people whom AWS knows, so that {@code initiated_by} is no mere claim. */
@NullMarked
package org.rollcall.start;

import org.jspecify.annotations.NullMarked;
