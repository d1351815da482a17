/** JSON as Rollcall reads and writes it, and the faults found in it. */
@NullMarked
package org.rollcall.json;

import org.jspecify.annotations.NullMarked;
