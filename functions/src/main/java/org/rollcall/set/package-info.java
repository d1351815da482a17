/** Sets: the members of a job. */
@NullMarked
package org.rollcall.set;

import org.jspecify.annotations.NullMarked;
