/** The events of an execution and the progress of its map runs. */
@NullMarked
package org.rollcall.local.states.history;

import org.jspecify.annotations.NullMarked;
