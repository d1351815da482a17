/** The kinds of change that a job can make to a user. */
@NullMarked
package org.rollcall.change;

import org.jspecify.annotations.NullMarked;
