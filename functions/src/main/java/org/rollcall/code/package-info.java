/** Code tables: the codes that a field may contain, and their descriptions. */
@NullMarked
package org.rollcall.code;

import org.jspecify.annotations.NullMarked;
