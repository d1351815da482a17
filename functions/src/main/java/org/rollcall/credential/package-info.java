/** Temporary passwords. They are derived when needed and never stored. */
@NullMarked
package org.rollcall.credential;

import org.jspecify.annotations.NullMarked;
