/** The data of states: JSON, timestamps, and the error of a failed state. */
@NullMarked
package org.rollcall.local.states.data;

import org.jspecify.annotations.NullMarked;
