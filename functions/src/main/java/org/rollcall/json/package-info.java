/** JSON: reading, writing, and the errors in it. */
@NullMarked
package org.rollcall.json;

import org.jspecify.annotations.NullMarked;
