/** The state "Update users": changes the users of a chunk. */
@NullMarked
package org.rollcall.update;

import org.jspecify.annotations.NullMarked;
