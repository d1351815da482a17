/** {@code rollcall load}: loads users into the table. */
@NullMarked
package org.rollcall.cli.load;

import org.jspecify.annotations.NullMarked;
