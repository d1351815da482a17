/** Changes of users: all kinds of change, and the rules that they share. */
@NullMarked
package org.rollcall.change;

import org.jspecify.annotations.NullMarked;
