/** The institution's code tables: which codes a field may hold, and what they mean. */
@NullMarked
package org.rollcall.code;

import org.jspecify.annotations.NullMarked;
