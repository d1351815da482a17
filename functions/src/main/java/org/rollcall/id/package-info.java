/** IDs that all packages share. */
@NullMarked
package org.rollcall.id;

import org.jspecify.annotations.NullMarked;
