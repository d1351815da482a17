/** The state "Notify users": sends the letters of a chunk. */
@NullMarked
package org.rollcall.notify;

import org.jspecify.annotations.NullMarked;
