/** Rollcall on one machine: what AWS does, in one process. */
@NullMarked
package org.rollcall.local;

import org.jspecify.annotations.NullMarked;
