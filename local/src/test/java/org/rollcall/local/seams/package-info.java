/**
 * Whole jobs among faults: whatever AWS does between any two calls, nothing is lost, nothing is
 * changed twice, and no letter goes out twice but for the faults that are known to do that.
 */
@NullMarked
package org.rollcall.local.seams;

import org.jspecify.annotations.NullMarked;
