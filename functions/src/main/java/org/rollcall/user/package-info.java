/** Users: records in Alma's format, and the values in them. */
@NullMarked
package org.rollcall.user;

import org.jspecify.annotations.NullMarked;
