/** Temporary passwords: derived when needed, stored nowhere. */
@NullMarked
package org.rollcall.credential;

import org.jspecify.annotations.NullMarked;
