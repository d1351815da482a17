/** Changes of users: the rules that all kinds of change share. */
@NullMarked
package org.rollcall.change;

import org.jspecify.annotations.NullMarked;
