/** The kinds of change: one class for each key of the input's {@code changes}. */
@NullMarked
package org.rollcall.change.kind;

import org.jspecify.annotations.NullMarked;
