/** Undoes what a job did to a user's record, field by field. See D-173. */
@NullMarked
package org.rollcall.undo;

import org.jspecify.annotations.NullMarked;
