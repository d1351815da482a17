/** Users: Alma's record, what Rollcall keeps beside it, and the table that holds both. */
@NullMarked
package org.rollcall.user;

import org.jspecify.annotations.NullMarked;
