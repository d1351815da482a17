/** Sets: who is in a job. */
@NullMarked
package org.rollcall.set;

import org.jspecify.annotations.NullMarked;
